/** Where text and raw elements come from and go to, converters, and calls that are wrong. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';

const folder = mkdtempSync(join(tmpdir(), 'strided-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));
const any = (value: unknown): never => value as never;
const table = [
  [1, 2],
  [3, 4],
];

describe('sources of text', () => {
  const text = '1 2\n3 4\n';
  const path = join(folder, 'table.txt');
  writeFileSync(path, text);
  writeFileSync(`${path}.gz`, gzipSync(text));

  it.each<[string, () => Parameters<typeof nd.loadtxt>[0]]>([
    ['a path', () => path],
    ['a file URL', () => pathToFileURL(path)],
    ['a packed file', () => `${path}.gz`],
    ['a Buffer', () => Buffer.from(text)],
    ['bytes', () => new TextEncoder().encode(text)],
    ['an ArrayBuffer', () => new TextEncoder().encode(text).buffer as ArrayBuffer],
    ['lines', () => ['1 2', '3 4\n']],
    ['a byte order mark', () => Buffer.from(`\ufeff${text}`)],
  ])('%s', (_, source) => {
    expect(nd.loadtxt(source()).toArray()).toEqual(table);
    expect(nd.genfromtxt(source()).toArray()).toEqual(table);
  });

  it('a descriptor, from its position on', () => {
    const fd = openSync(path, 'r');
    expect(nd.loadtxt(fd).toArray()).toEqual(table);
    expect(nd.loadtxt(fd).shape).toEqual([0]);
    closeSync(fd);
  });

  it('other encodings', () => {
    const euro = Buffer.from('1é2', 'latin1');
    expect(nd.loadtxt(euro, { delimiter: 'é', encoding: 'latin1' }).toArray()).toEqual([1, 2]);
    expect(nd.loadtxt(Buffer.from(text, 'utf16le'), { encoding: 'utf-16' }).toArray()).toEqual(table);
  });

  it('large enough for several pieces', () => {
    const rows = 30_000;
    const lines = Array.from({ length: rows }, (_, i) => `${i} ${-i / 7} ${i % 3 === 0 ? '# note' : ''}`);
    const a = nd.loadtxt(lines, { usecols: [1, 0] });
    expect(a.shape).toEqual([rows, 2]);
    const i = nd.arange(rows);
    expect(nd.arrayEqual(a, nd.stack([i.negative().div(7), i], { axis: 1 }))).toBe(true);
    lines[20_001] = '1 x';
    lines[25_000] = '1';
    expect(() => nd.loadtxt(lines)).toThrow(
      "loadtxt: could not convert string 'x' to float64 at row 20001, column 2 (line 20002)",
    );
  });
});

describe('converters', () => {
  it('of loadtxt make values of fields', () => {
    const double = (field: string): number => 2 * Number(field);
    expect(nd.loadtxt(['1 2', '3 4'], { converters: { 0: double } }).toArray()).toEqual([
      [2, 2],
      [6, 4],
    ]);
    expect(nd.loadtxt(['1 2', '3 4'], { converters: { '-1': double } }).toArray()).toEqual([
      [1, 4],
      [3, 8],
    ]);
    expect(
      nd.loadtxt(['a,b'], 'int8', { delimiter: ',', converters: (s) => s.charCodeAt(0) }).toArray(),
    ).toEqual([97, 98]);
    const quoted = { delimiter: ',', quotechar: '"', converters: { 0: (s: string) => s.length } };
    expect(nd.loadtxt(['"a ""b"", c",2'], quoted).toArray()).toEqual([8, 2]);
  });

  it('of genfromtxt go by number or name', () => {
    const columns = nd.genfromtxt(['day x', 'mon 1', 'tue 2'], {
      names: true,
      converters: { day: (s) => (s === 'mon' ? 0 : 1) },
    });
    expect(columns['day']?.toArray()).toEqual([0, 1]);
    expect(columns['x']?.toArray()).toEqual([1, 2]);
  });

  it('that fail, or make nothing, say where', () => {
    const fails = (): number => {
      throw new Error('no');
    };
    expect(() => nd.loadtxt(['1 2'], { converters: { 1: fails } })).toThrow(
      "loadtxt: the converter of column 2 failed with '2' at row 0: no",
    );
    expect(() => nd.loadtxt(['1 2'], { converters: any({ 1: () => 'x' }) })).toThrow(nd.DTypeError);
    expect(() => nd.loadtxt(['1 2'], { converters: { 5: Number } })).toThrow('converter for column 5');
  });
});

describe('raw elements', () => {
  const path = join(folder, 'raw');

  it.each(['bool', 'int16', 'float16', 'float32', 'uint64', 'complex64'] as const)(
    'of %s come back',
    (dtype) => {
      const a = nd.arange(12).astype(dtype).reshape(3, 4);
      for (const array of [a, a.T, a.slice('::-1, ::2')]) {
        array.tofile(path);
        expect(
          nd
            .fromfile(path, dtype)
            .reshape(array.shape as never)
            .tobytes()
            .equals(array.tobytes()),
        ).toBe(true);
      }
    },
  );

  it('are read in part', () => {
    nd.arange(5).astype('int32').tofile(path);
    expect(nd.fromfile(path, 'int32', { count: 2, offset: 4 }).toArray()).toEqual([1, 2]);
    expect(nd.fromfile(path, 'int32', { count: 99 }).size).toBe(5);
    expect(nd.fromfile(readFileSync(path).subarray(0, 7), 'int32').toArray()).toEqual([0]);
    const fd = openSync(path, 'r');
    expect(nd.fromfile(fd, 'int32', { count: 2 }).toArray()).toEqual([0, 1]);
    expect(nd.fromfile(fd, 'int32', { count: 2 }).toArray()).toEqual([2, 3]);
    closeSync(fd);
  });

  it('in both orders', () => {
    const a = nd.array(
      [
        [1, 2],
        [3, 4],
      ],
      'int8',
    );
    expect([...a.tobytes()]).toEqual([1, 2, 3, 4]);
    expect([...a.tobytes('F')]).toEqual([1, 3, 2, 4]);
    expect([...a.T.tobytes({ order: 'A' })]).toEqual([1, 2, 3, 4]);
  });
});

it('savetxt packs what ends with .gz', () => {
  const path = join(folder, 'packed.gz');
  nd.savetxt(path, table, '%d');
  expect(gunzipSync(readFileSync(path)).toString()).toBe('1 2\n3 4\n');
});

it('texts of any length stand between numbers, in formats and before comments', () => {
  const long = 'x'.repeat(400_000);
  const path = join(folder, 'long.txt');
  nd.savetxt(path, [[1, 2]], { fmt: `%d${long}`, delimiter: long, newline: `${long}\n` });
  expect(readFileSync(path, 'utf8')).toBe(`1${long}${long}2${long}${long}\n`);
  nd.array([1, 2]).tofile(path, long);
  expect(readFileSync(path, 'utf8')).toBe(`1.0${long}2.0`);
  expect(nd.loadtxt([`1 2 ${long} 3`], { comments: long }).toArray()).toEqual([1, 2]);
  expect(nd.genfromtxt([`1${long}2`], { delimiter: long }).toArray()).toEqual([1, 2]);
  const delimiter = new Array<number>(200_000).fill(1);
  expect(nd.genfromtxt(['12'], { delimiter, usecols: [1, 0] }).toArray()).toEqual([2, 1]);
});

function detached(): ArrayBuffer {
  const bytes = new ArrayBuffer(8);
  structuredClone(bytes, { transfer: [bytes] });
  return bytes;
}

describe('wrong calls', () => {
  const calls: [string, () => unknown, string][] = [
    ['a missing file', () => nd.loadtxt('/no/such'), "loadtxt: cannot read '/no/such': ENOENT"],
    ['a missing file', () => nd.genfromtxt('/no/such'), "genfromtxt: cannot read '/no/such'"],
    ['a missing file', () => nd.fromfile('/no/such'), "fromfile: cannot read '/no/such'"],
    ['a missing folder', () => nd.savetxt('/no/such/x', [1]), "savetxt: cannot write '/no/such/x'"],
    ['a missing folder', () => nd.savez('/no/such/x', [1]), "savez: cannot write '/no/such/x.npz'"],
    ['a missing folder', () => nd.zeros([1]).tofile('/no/such/x'), "tofile: cannot write '/no/such/x'"],
    ['another archive', () => nd.loadtxt('/x.bz2'), 'only .gz and plain text'],
    ['no source', () => nd.loadtxt(any(undefined)), 'loadtxt: a path'],
    ['an array', () => nd.loadtxt(any(nd.zeros([2]))), 'loadtxt: a path'],
    ['an unknown encoding', () => nd.loadtxt(['1'], { encoding: 'ebcdic' }), 'encoding must be'],
    ['a masked array', () => nd.genfromtxt(['1'], { usemask: any(true) }), 'no masked arrays'],
    [
      'an unknown column',
      () => nd.genfromtxt(['a b', '1 2'], { names: true, usecols: 'c' }),
      "usecols names 'c'",
    ],
    [
      'two arrays of a name',
      () => nd.savez(join(folder, 'x'), [1], { arr_0: [2] }),
      'an array is named arr_0',
    ],
    ['no array', () => nd.savez(join(folder, 'x'), any({ a: {} })), "savez: 'a' must be an array"],
    ['an offset behind the end', () => nd.fromfile(Buffer.alloc(4), 'int8', { offset: 9 }), 'behind the end'],
    [
      'an offset in text',
      () => nd.fromfile(Buffer.from('1'), { sep: ' ', offset: 1 }),
      'offset is for binary',
    ],
    ['a detached buffer', () => nd.fromfile(detached()), "fromfile: the array's buffer was detached"],
    ['a mode', () => nd.showConfig(any({ mode: 'x' })), 'showConfig: mode must be'],
    ['a NaN as an integer', () => nd.savetxt(join(folder, 'x'), [Number.NaN], '%d'), 'NaN and infinities'],
  ];
  it.each(calls)('%s', (_, call, message) => {
    expect(call).toThrow(nd.StridedError);
    expect(call).toThrow(message);
  });
  it('are as many as there were', () => expect(calls.length).toBe(19));
});
