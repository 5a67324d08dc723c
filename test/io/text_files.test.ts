/** Text and archives beside NumPy: what it reads from the same text, and the bytes it writes of the same array. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';

type Answer =
  | { readonly error: string; readonly message: string }
  | { readonly npy: string }
  | { readonly columns: Readonly<Record<string, string>> };
interface TextCase {
  readonly text: string;
  readonly options: Readonly<Record<string, unknown>>;
}
interface ArrayCase {
  readonly npy: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly bytes?: string;
  readonly error?: string;
}
interface Golden {
  readonly loadtxt: readonly (TextCase & Answer)[];
  readonly genfromtxt: readonly (TextCase & Answer)[];
  readonly fromstring: readonly (TextCase & Answer)[];
  readonly savetxt: readonly ArrayCase[];
  readonly tofile: readonly ArrayCase[];
  readonly archives: {
    readonly arrays: Readonly<Record<string, string>>;
    readonly stored: string;
    readonly packed: string;
    readonly empty: string;
  };
}

const path = new URL('../golden/text_files.json.gz', import.meta.url);
const golden = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Golden;
const folder = mkdtempSync(join(tmpdir(), 'strided-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

const arrayOf = (npy: string): nd.NDArray => nd.load(Buffer.from(npy, 'base64'));

/** The bytes of an array in C order with its dtype and shape, NaNs alike. */
function summary(a: nd.NDArray): { dtype: string; shape: readonly number[]; bytes: string } {
  const isFloat = /float|complex/.test(a.dtype);
  const parts = isFloat && a.dtype.startsWith('complex') ? [nd.real(a), nd.imag(a)] : [a];
  const bytes = parts.map((part) => {
    const copy = part.copy('C');
    if (isFloat) nd.copyto(copy, Number.NaN, { where: nd.isnan(copy) });
    return copy.tobytes().toString('hex');
  });
  return { dtype: a.dtype, shape: a.shape, bytes: bytes.join() };
}

function check(call: () => unknown, answer: Answer): void {
  if ('error' in answer) {
    expect(call, `NumPy: ${answer.message}`).toThrow(nd.StridedError);
    return;
  }
  const result = call();
  if ('npy' in answer) {
    expect(result).toBeInstanceOf(nd.NDArray);
    expect(summary(result as nd.NDArray)).toEqual(summary(arrayOf(answer.npy)));
    return;
  }
  const columns = result as Readonly<Record<string, nd.NDArray>>;
  expect(Object.keys(columns)).toEqual(Object.keys(answer.columns));
  for (const [name, npy] of Object.entries(answer.columns)) {
    expect(summary(columns[name] as nd.NDArray), name).toEqual(summary(arrayOf(npy)));
  }
}

type Reader = (source: unknown, options: Readonly<Record<string, unknown>>) => unknown;
const titled = <T extends TextCase>(cases: readonly T[]): [string, T][] =>
  cases.map((one) => [`${JSON.stringify(one.text).slice(0, 50)} ${JSON.stringify(one.options)}`, one]);

describe('text that NumPy reads', () => {
  it('is as much as there was', () => {
    expect(golden.loadtxt.length).toBe(179);
    expect(golden.genfromtxt.length).toBe(79);
    expect(golden.fromstring.length).toBe(41);
    expect(golden.savetxt.length).toBe(143);
    expect(golden.tofile.length).toBe(27);
  });

  it.each(titled(golden.loadtxt))('loadtxt %s', (_, one) => {
    check(() => (nd.loadtxt as Reader)(Buffer.from(one.text), one.options), one);
  });

  it.each(titled(golden.genfromtxt))('genfromtxt %s', (_, one) => {
    check(() => (nd.genfromtxt as Reader)(Buffer.from(one.text), one.options), one);
  });

  it.each(titled(golden.fromstring))('fromstring %s', (_, one) => {
    check(() => (nd.fromstring as unknown as Reader)(one.text, one.options), one);
    if (one.options['sep'] !== '')
      check(() => (nd.fromfile as Reader)(Buffer.from(one.text), one.options), one);
  });
});

describe('bytes that NumPy writes', () => {
  const file = join(folder, 'written');
  const written = (one: ArrayCase, write: (a: nd.NDArray) => void): void => {
    const a = arrayOf(one.npy);
    if (one.error !== undefined) {
      expect(() => write(a)).toThrow(nd.StridedError);
      return;
    }
    write(a);
    const bytes = readFileSync(file);
    const expected = Buffer.from(one.bytes as string, 'base64');
    // Text is easier to read where it differs.
    expect(bytes.toString('latin1')).toBe(expected.toString('latin1'));
  };
  const named = (cases: readonly ArrayCase[]): [string, ArrayCase][] =>
    cases.map((one, i) => [`${i} ${JSON.stringify(one.options)}`, one]);

  it.each(named(golden.savetxt))('savetxt %s', (_, one) => {
    written(one, (a) => nd.savetxt(file, a, one.options));
  });

  it.each(named(golden.tofile))('tofile %s', (_, one) => {
    written(one, (a) => a.tofile(file, one.options));
  });
});

describe('archives', () => {
  const { arrays, stored, packed, empty } = golden.archives;
  const named = Object.fromEntries(Object.entries(arrays).map(([name, npy]) => [name, arrayOf(npy)]));
  const names = [...Object.keys(arrays), 'arr_0'];

  it.each([
    ['stored', stored],
    ['packed', packed],
  ])('NumPy wrote, %s', (_, bytes) => {
    const npz = nd.load<nd.Npz>(Buffer.from(bytes, 'base64'));
    expect(npz.files).toEqual(names);
    expect(Object.keys(npz)).toEqual(names);
    expect(summary(npz['arr_0'] as nd.NDArray)).toEqual(summary(nd.arange(3).astype('int64')));
    for (const [name, a] of Object.entries(named)) {
      expect(summary(npz[name] as nd.NDArray)).toEqual(summary(a));
    }
  });

  it('are to the byte what NumPy writes', () => {
    const file = join(folder, 'stored');
    nd.savez(file, nd.arange(3).astype('int64'), named);
    expect(readFileSync(`${file}.npz`).equals(Buffer.from(stored, 'base64'))).toBe(true);
    nd.savez(join(folder, 'empty.npz'));
    expect(readFileSync(join(folder, 'empty.npz')).equals(Buffer.from(empty, 'base64'))).toBe(true);
    expect(nd.load<nd.Npz>(Buffer.from(empty, 'base64')).files).toEqual([]);
  });

  it('packed here come back', () => {
    const file = join(folder, 'packed.npz');
    nd.savezCompressed(file, named);
    const npz = nd.load<nd.Npz>(file);
    for (const [name, a] of Object.entries(named)) {
      expect(summary(npz[name] as nd.NDArray)).toEqual(summary(a));
    }
  });

  const whole = Buffer.from(stored, 'base64');
  const deflated = Buffer.from(packed, 'base64');

  it('cut off anywhere are errors', () => {
    for (const bytes of [whole, deflated]) {
      for (let length = 4; length < bytes.length; length += 7) {
        expect(() => nd.load(bytes.subarray(0, length))).toThrow(nd.StridedError);
      }
    }
  });

  it('with any byte changed are read or refused, and never more', () => {
    let refused = 0;
    for (const bytes of [whole, deflated]) {
      for (let at = 4; at < bytes.length; at += 3) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ 0x55;
        try {
          nd.load(changed);
        } catch (error) {
          refused++;
          expect(error).toBeInstanceOf(nd.StridedError);
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });
});
