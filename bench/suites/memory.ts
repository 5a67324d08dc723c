/**
 * Synchronous loops of `x = a.add(b)`, as long as 40 GB of results, where nothing but the library itself can give memory
 * back: the event loop does not turn. Each case runs in a process of its own, so that the peak is its own.
 */
import type { Flavour, MemoryCase, Target } from '../types.js';

const MEGABYTES = 600;

/** Bounded memory for every flavour, and the speed asked of some. */
function flavours(speedups: Readonly<Partial<Record<Flavour, number>>>): MemoryCase['flavours'] {
  const names: readonly Flavour[] = ['collected', 'dispose', 'using', 'scope', 'data', 'toBuffer'];
  return names.map((name) => {
    const targets: Target[] = [{ kind: 'megabytes', variant: name, atMost: MEGABYTES }];
    const atLeast = speedups[name];
    if (atLeast !== undefined) targets.push({ kind: 'speedup', variant: name, atLeast });
    return { name, targets };
  });
}

export const memoryAbout = 'synchronous loops of x = a.add(b): peak resident memory and time';

export const memoryCases: readonly MemoryCase[] = [
  {
    name: '8 MB',
    elements: 1_000_000,
    steps: 5000,
    flavours: flavours({ collected: 1, using: 1, scope: 1 }),
  },
  {
    name: '800 kB',
    elements: 100_000,
    steps: 20_000,
    flavours: flavours({ collected: 1, using: 1, scope: 1 }),
  },
  {
    name: '80 kB',
    elements: 10_000,
    steps: 100_000,
    flavours: flavours({ collected: 0.5, using: 1, scope: 1 }),
  },
  { name: '64 bytes', elements: 8, steps: 10_000_000, flavours: flavours({ using: 1, scope: 1 }) },
];
