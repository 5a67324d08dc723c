/** Files of arrays, damaged: each is read as an array, or refused with a typed error, and nothing else. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';
import { Random } from './random.js';

const folder = mkdtempSync(join(tmpdir(), 'strided-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SEED = 20261;
const OF_EACH = 150;

function npyOf(header: string, version = 1, data = Buffer.alloc(48)): Buffer {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(header.length);
  else length.writeUInt32LE(header.length);
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]),
    length,
    Buffer.from(header),
    data,
  ]);
}

function npzOf(save: typeof nd.savez): Buffer {
  const file = join(folder, 'seed.npz');
  save(file, nd.arange(5), { b: nd.zeros([2, 3], 'int16'), c: nd.array(true) });
  return readFileSync(file);
}

const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n";
const seeds: readonly (readonly [string, Buffer])[] = [
  ...(['bool', 'int8', 'uint16', 'int64', 'float16', 'float32', 'float64', 'complex128'] as const).map(
    (dtype) => [dtype, nd.toNpy(nd.arange(6).reshape(2, 3).astype(dtype))] as const,
  ),
  ['no axes', nd.toNpy(nd.array(5))],
  ['no elements', nd.toNpy(nd.zeros([0, 3]))],
  ['Fortran order', nd.toNpy(nd.arange(6).reshape(2, 3).T)],
  ['version 2', npyOf(header, 2)],
  ['version 3', npyOf(header, 3)],
  ['npz', npzOf(nd.savez)],
  ['compressed npz', npzOf(nd.savezCompressed)],
];

/** Headers that say what cannot be, or the same twice, or say it deeply. */
const headers: readonly string[] = [
  "{'descr': '<f8', 'fortran_order': False, 'shape': (9007199254740993,), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (1e3,), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (0, 99999999999999999999999999), }",
  "{'descr': '<f8', 'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
  "{'descr': '<f8', 'fortran_order': 1, 'shape': (2,), }",
  "{'descr': [('a', '<f8'), ('a', '<f8')], 'fortran_order': False, 'shape': (2,), }",
  "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
  "{'descr': '<f99', 'fortran_order': False, 'shape': (2,), }",
  `{'descr': ${'['.repeat(5000)}${']'.repeat(5000)}, 'fortran_order': False, 'shape': (2,), }`,
  `{'descr': '<f8', 'fortran_order': False, 'shape': ${'('.repeat(5000)}`,
  `{'descr': '<f8', 'fortran_order': False, 'shape': (${'1, '.repeat(2000)}), }`,
  `{'descr': '${'<'.repeat(9000)}', 'fortran_order': False, 'shape': (2,), }`,
  "{'__proto__': '<f8', 'fortran_order': False, 'shape': (2,), }",
  "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}",
  '',
  '{',
  '\u0000'.repeat(64),
];

function damaged(seed: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(seed);
  for (let i = 1 + random.below(4); i > 0; i--) {
    const at = random.below(bytes.length);
    switch (random.below(7)) {
      case 0:
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.one([0, 1, 0x7f, 0x80, 0xff, 0x27, 0x28, 0x29, 0x2c]);
        break;
      case 2:
        return bytes.subarray(0, at);
      case 3:
        return Buffer.concat([bytes.subarray(0, at), seed.subarray(random.below(seed.length))]);
      case 4:
        bytes.writeUInt32LE(
          random.one([0, 1, 0x7fffffff, 0xffffffff, 1 << 20]),
          Math.min(at, bytes.length - 4),
        );
        break;
      case 5: {
        // Digits of the header: a shape, or the bytes of an element.
        const digits = [...bytes.keys()].filter(
          (k) => k < 128 && (bytes[k] as number) >= 48 && (bytes[k] as number) < 58,
        );
        if (digits.length > 0) bytes[random.one(digits)] = 48 + random.below(10);
        break;
      }
      default:
        bytes.copyWithin(at, random.below(bytes.length), random.below(bytes.length));
    }
  }
  return bytes;
}

/** What reading gave: an array (all of an archive's are read), or the name of the typed error. */
function outcome(bytes: Buffer): string {
  try {
    const read = nd.load<nd.NDArray | nd.Npz>(bytes);
    if (read instanceof nd.NDArray) {
      expect(read.toArray({ bigint: true })).toBeDefined();
      return 'array';
    }
    for (const name of read.files) expect(read[name]).toBeInstanceOf(nd.NDArray);
    return 'archive';
  } catch (error) {
    if (!(error instanceof nd.StridedError)) {
      throw new Error(`load gave ${String(error)} for ${bytes.toString('base64')}`, { cause: error });
    }
    expect(error.message.length).toBeGreaterThan(10);
    return 'refused';
  }
}

describe('damaged files', () => {
  test.each(seeds)('%s', (name, seed) => {
    const random = new Random(SEED + seeds.findIndex(([other]) => other === name));
    const counts = { array: 0, archive: 0, refused: 0 };
    const before = nd.memory.stats().processBytes;
    for (let i = 0; i < OF_EACH; i++) counts[outcome(damaged(seed, random)) as keyof typeof counts]++;
    expect(counts.array + counts.archive + counts.refused).toBe(OF_EACH);
    expect(counts.refused).toBeGreaterThan(OF_EACH / 10);
    expect(nd.memory.stats().processBytes - before).toBeLessThan(64 << 20);
  });

  test('headers that say what cannot be', () => {
    for (const text of headers) {
      for (const version of [1, 2, 3]) {
        expect(
          outcome(npyOf(text.slice(0, 60_000), version)),
          `version ${version}: ${text.slice(0, 80)}`,
        ).toBe('refused');
      }
    }
    expect([seeds.length, headers.length]).toEqual([15, 20]);
  });
});
