/**
 * The process of one memory case: runs as many steps as each line on stdin says and answers with their nanoseconds; after
 * the last, with its peak resident memory in kB. It reads and writes synchronously, so that the event loop never turns.
 */
import { readFileSync, readSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { NDArray } from 'strided';
import type { Flavour, Library } from './types.js';

const [bundle, elementsText, flavour] = process.argv.slice(2) as [string, string, Flavour];
const nd = (await import(pathToFileURL(bundle).href)) as Library;

const operand = Float64Array.from({ length: Number(elementsText) }, (_, i) => 0.5 + (i % 64) / 64);
const a: NDArray = nd.array(operand);
const b: NDArray = nd.array(operand);
/** Keeps the last result reachable while the next is made, as the variable of a loop does. */
const kept: { result: unknown } = { result: undefined };

const loops: Readonly<Record<Flavour, (steps: number) => void>> = {
  collected(steps) {
    for (let i = 0; i < steps; i++) kept.result = a.add(b);
  },
  dispose(steps) {
    for (let i = 0; i < steps; i++) a.add(b).dispose();
  },
  using(steps) {
    for (let i = 0; i < steps; i++) {
      using result = a.add(b);
      kept.result = result;
    }
  },
  scope(steps) {
    const body = (): void => {
      a.add(b);
    };
    for (let i = 0; i < steps; i++) nd.scope(body);
  },
  data(steps) {
    for (let i = 0; i < steps; i++) kept.result = a.add(b).data;
  },
  toBuffer(steps) {
    for (let i = 0; i < steps; i++) kept.result = a.add(b).toBuffer();
  },
};

function readLine(): string {
  const byte = Buffer.alloc(1);
  let line = '';
  while (readSync(0, byte) === 1) {
    if (byte[0] === 10) return line;
    line += byte.toString('latin1');
  }
  return line;
}

function peakKilobytes(): number {
  try {
    // Not maxRSS: it also counts what the parent held when it started this process.
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

for (let line = readLine(); line !== ''; line = readLine()) {
  const start = process.hrtime.bigint();
  loops[flavour](Number(line));
  writeSync(1, `${process.hrtime.bigint() - start}\n`);
}
kept.result = undefined;
writeSync(1, `${peakKilobytes()}\n`);
process.exit(0);
