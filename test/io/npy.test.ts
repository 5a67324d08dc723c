import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as nd from 'strided';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrayOf, bytesOf, readCases } from './npy_golden.js';

const cases = readCases();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strided-npy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('against files written by NumPy', () => {
  test('every dtype, order, version and byte order is there', () => {
    expect(cases.length).toBe(397);
    const seen = new Set(cases.map((c) => `${c.dtype} ${c.version} ${c.fortran} ${c.bigEndian}`));
    // Four dtypes have one byte and no byte order: 11 with both orders of bytes, 3 versions, 2 orders of axes.
    expect(seen.size).toBe(11 * 12 + 3 * 6);
  });

  test('load gives shape, dtype, order and every bit of the elements', () => {
    for (const golden of cases) {
      const a = nd.load(golden.file);
      expect(a.shape, golden.name).toEqual(golden.shape);
      expect(a.dtype, golden.name).toBe(golden.dtype);
      expect(bytesOf(a).equals(golden.data), golden.name).toBe(true);
      expect(a.base, golden.name).toBeNull();
      expect(a.flags.writeable && a.flags.aligned && a.flags.owndata, golden.name).toBe(true);
      expect(a.flags.fContiguous && !a.flags.cContiguous, golden.name).toBe(golden.fortran);
    }
  });

  test('toNpy and save give the same bytes as NumPy', () => {
    const path = join(folder, 'same.npy');
    let compared = 0;
    for (const golden of cases) {
      if (golden.version !== 1 || golden.bigEndian) continue;
      const a = arrayOf(golden);
      expect(nd.toNpy(a).equals(golden.file), golden.name).toBe(true);
      nd.save(path, a);
      expect(readFileSync(path).equals(golden.file), golden.name).toBe(true);
      compared++;
    }
    expect(compared).toBe(14 * 19 + 9);
  });
});

describe('places to load from and save to', () => {
  const a = nd.array([[1.5, -2, 3]]);

  test('a path, with and without the ending', () => {
    nd.save(join(folder, 'plain'), a);
    nd.save(join(folder, 'ended.npy'), a);
    expect(nd.load(join(folder, 'plain.npy')).toArray()).toEqual([[1.5, -2, 3]]);
    expect(nd.load(join(folder, 'ended.npy')).toArray()).toEqual([[1.5, -2, 3]]);
  });

  test('a file URL', () => {
    const url = pathToFileURL(join(folder, 'ä b.npy'));
    nd.save(url, a);
    expect(nd.load(url).toArray()).toEqual([[1.5, -2, 3]]);
  });

  test('a descriptor: several arrays one after another', () => {
    const path = join(folder, 'several');
    const out = openSync(path, 'w');
    nd.save(out, a);
    nd.save(out, nd.array([true, false]));
    nd.save(
      out,
      nd.asfortranarray([
        [1n, 2n],
        [3n, 4n],
      ]),
    );
    closeSync(out);
    const fd = openSync(path, 'r');
    expect(nd.load(fd).toArray()).toEqual([[1.5, -2, 3]]);
    expect(nd.load(fd).toArray()).toEqual([true, false]);
    expect(nd.load(fd).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() => nd.load(fd)).toThrow(`file descriptor ${fd} is no valid .npy file: it is empty`);
    closeSync(fd);
    // By path, the first one, as in NumPy.
    expect(nd.load(path).toArray()).toEqual([[1.5, -2, 3]]);
  });

  test('a pipe, whose length is not known', async () => {
    const { execFileSync } = await import('node:child_process');
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    const { spawn } = await import('node:child_process');
    const file = join(folder, 'piped.npy');
    nd.save(file, nd.arange(100000));
    const child = spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', file, path]);
    expect(nd.load(path).sum()).toBe((99999 * 100000) / 2);
    await new Promise((resolve) => child.on('close', resolve));
  });

  test('bytes: Buffer, Uint8Array at an odd offset, ArrayBuffer; the array is a copy', () => {
    const bytes = nd.toNpy(a);
    const odd = new Uint8Array(bytes.length + 1);
    odd.set(bytes, 1);
    const b = nd.load(odd.subarray(1));
    odd.fill(0);
    expect(b.toArray()).toEqual([[1.5, -2, 3]]);
    expect(nd.load(bytes.buffer as ArrayBuffer).toArray()).toEqual([[1.5, -2, 3]]);
  });

  test('array-likes are saved as the arrays they stand for', () => {
    expect(nd.load(nd.toNpy([[1, 2]])).dtype).toBe('float64');
    expect(nd.load(nd.toNpy(7n)).item()).toBe(7);
    expect(nd.load(nd.toNpy(new Float32Array(3))).dtype).toBe('float32');
    expect(nd.load(nd.toNpy(new nd.Complex(1, 2))).toArray()).toEqual(new nd.Complex(1, 2));
  });

  test('large strided arrays pass through a buffer in pieces', () => {
    const big = nd.arange(3 * 1024 * 600).reshape(3, 1024, 600);
    for (const view of [
      big.transpose(0, 2, 1),
      big.slice(':', '::-1', '::7'),
      big.slice('1:2', ':', '::2'),
    ]) {
      nd.save(join(folder, 'pieces'), view);
      const file = readFileSync(join(folder, 'pieces.npy'));
      expect(file.equals(nd.toNpy(view))).toBe(true);
      expect(file.subarray(-view.nbytes).equals(bytesOf(view))).toBe(true);
    }
  });

  test('large arrays in both orders', () => {
    const big = nd.arange(3_000_000).reshape(1500, 2000);
    for (const view of [big, big.T]) {
      nd.save(join(folder, 'large'), view);
      const b = nd.load(join(folder, 'large.npy'));
      expect(b.strides).toEqual(view.strides);
      expect(bytesOf(b).equals(bytesOf(view))).toBe(true);
    }
  });

  test('views with an offset, broadcast views, and arrays over the caller’s memory', () => {
    const own = Float64Array.from({ length: 12 }, (_, i) => i);
    const b = nd.asarray(own).reshape(3, 4);
    expect(nd.load(nd.toNpy(b.slice('1:'))).toArray()).toEqual([
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
    expect(nd.load(nd.toNpy(nd.broadcastTo([1, 2], [2, 2]))).toArray()).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const shared = new Float32Array(new SharedArrayBuffer(8));
    shared.set([5, 6]);
    nd.save(join(folder, 'shared'), shared);
    expect(nd.load(join(folder, 'shared.npy')).toArray()).toEqual([5, 6]);
  });

  test('bool bytes other than 0 and 1 are true', () => {
    const bytes = nd.toNpy([true, false, true]);
    bytes.set([2, 0, 255], bytes.length - 3);
    const b = nd.load(bytes);
    expect(b.toArray()).toEqual([true, false, true]);
    expect([...b.toBuffer()]).toEqual([1, 0, 1]);
  });

  test('elements of the loaded array are its own', () => {
    const b = nd.load(nd.toNpy(a));
    b.set(9, 0, 0);
    expect(b.at(0, 0)).toBe(9);
    expect(a.at(0, 0)).toBe(1.5);
  });
});

/** A file with any header, padded or not. */
function file(header: string | Buffer, data: number | Buffer = 0, version = 1, announced?: number): Buffer {
  const text = typeof header === 'string' ? Buffer.from(header, 'latin1') : header;
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(announced ?? text.length, 0, length.length);
  const prelude = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  return Buffer.concat([prelude, length, text, typeof data === 'number' ? Buffer.alloc(data) : data]);
}
const head = (descr: string, order: string, shape: string): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
const shaped = (shape: string): Buffer => file(head("'<f8'", 'False', shape), 64);
const typed = (descr: string): Buffer => file(head(descr, 'False', '(1,)'), 64);
const ordered = (order: string): Buffer => file(head("'<f8'", order, '(1,)'), 64);

describe('headers that other writers make', () => {
  const shapeOf = (bytes: Buffer): unknown => nd.load(bytes).shape;

  test.each([
    ['keys in another order', `{'shape': (2,), 'descr': '<f8', 'fortran_order': False}`],
    ['double quotes', `{"descr": "<f8", "fortran_order": False, "shape": (2,)}`],
    ['no blanks', `{'descr':'<f8','fortran_order':False,'shape':(2,)}`],
    ['many blanks and lines', ` {\n 'descr' :\t'<f8' ,\r\n'fortran_order': False , 'shape' : ( 2 , ) , } \n`],
    ['the long integers of Python 2', `{'descr': '<f8', 'fortran_order': False, 'shape': (2L,), }`],
    ['native order, spelt =', head("'=f8'", 'False', '(2,)')],
    ['native order, not spelt', head("'f8'", 'False', '(2,)')],
  ])('%s', (_, header) => {
    expect(shapeOf(file(header, 16))).toEqual([2]);
  });

  test('one-byte types with any byte order, and bool', () => {
    for (const descr of ["'<i1'", "'>u1'", "'|i1'", "'u1'", "'<b1'", "'>b1'"]) {
      expect(shapeOf(typed(descr))).toEqual([1]);
    }
    expect(nd.load(typed("'>b1'")).dtype).toBe('bool');
  });

  test('a longer header where the caller allows it', () => {
    const long = file(head("'<f8'", 'False', '()') + ' '.repeat(20000), 8);
    expect(() => nd.load(long)).toThrow('more than maxHeaderSize (10000)');
    expect(nd.load(long, { maxHeaderSize: 30000 }).item()).toBe(0);
    expect(nd.load(long, null, { maxHeaderSize: 30000 }).item()).toBe(0);
  });

  test('empty arrays need no data', () => {
    expect(shapeOf(file(head("'<c16'", 'True', '(3, 0, 2)')))).toEqual([3, 0, 2]);
  });
});

describe('malformed and truncated files', () => {
  const good = nd.toNpy([1, 2, 3]);
  const wrong: [string, Buffer, string | RegExp][] = [
    ['nothing', Buffer.alloc(0), 'it is empty'],
    ['half a magic string', good.subarray(0, 5), 'ends within the magic string'],
    ['text', Buffer.from('hello, world'), 'it begins with the bytes 68656c6c6f2c, not with \\x93NUMPY'],
    ['a magic string of other case', Buffer.from('\x93numpy\x01\x00', 'latin1'), 'it begins with the bytes'],
    ['a pickle', Buffer.from([0x80, 4, 0x95, 0, 0, 0, 0, 0]), 'Python pickle'],
    ['version 0.0', file(head("'<f8'", 'False', '()'), 8, 0), 'its version is 0.0'],
    ['version 4.0', file(head("'<f8'", 'False', '()'), 8, 4), 'its version is 4.0'],
    [
      'version 1.1',
      Buffer.concat([good.subarray(0, 7), Buffer.from([1]), good.subarray(8)]),
      'its version is 1.1',
    ],
    ['an end before the length', good.subarray(0, 8), 'ends within the header length'],
    ['an end within the length', good.subarray(0, 9), 'ends within the header length'],
    [
      'an end within the header',
      good.subarray(0, 60),
      'ends within the header: 118 bytes are announced, 50 are there',
    ],
    ['a header longer than the file', file('{', 0, 1, 9999), '9999 bytes are announced, 1 are there'],
    [
      'a header of 4 GiB',
      file('{', 0, 2, 0xffffffff),
      'its header has 4294967295 bytes, more than maxHeaderSize',
    ],
    ['no header', file(''), 'not a dictionary'],
    ['a blank header', file(' '.repeat(54)), 'not a dictionary'],
    ['a list', file("['descr', '<f8']"), 'not a dictionary'],
    ['a number', file('42\n'), 'not a dictionary'],
    ['code', file("__import__('os').system('true')\n"), 'not a dictionary'],
    ['a dictionary left open', file("{'descr': '<f8'"), "where ',' or '}' belongs, the header ends"],
    ['no keys', file('{}'), "lacks the key 'descr'"],
    ['no shape', file("{'descr': '<f8', 'fortran_order': False}"), "lacks the key 'shape'"],
    ['no order', file("{'descr': '<f8', 'shape': ()}"), "lacks the key 'fortran_order'"],
    [
      'a foreign key',
      file("{'descr': '<f8', 'fortran_order': False, 'shape': (), 'x': 1}"),
      "has the key 'x'",
    ],
    ['a key of the prototype', file("{'__proto__': '<f8'}"), "has the key '__proto__'"],
    [
      'a key twice',
      file("{'shape': (), 'shape': (), 'descr': '<f8', 'fortran_order': False}"),
      "'shape' twice",
    ],
    ['a key without quotes', file("{descr: '<f8'}"), 'where a quoted key belongs'],
    ['no colon', file("{'descr' '<f8'}"), "where ':' belongs"],
    ['two commas', file("{'descr': '<f8',, 'shape': ()}"), 'where a quoted key belongs'],
    [
      'text behind the dictionary',
      file(`${head("'<f8'", 'False', '()')} + 1`, 8),
      'where the end of the header belongs',
    ],
    [
      'zero bytes behind the dictionary',
      file(`${head("'<f8'", 'False', '()')}\0`, 8),
      'where the end of the header',
    ],
    ['a string left open', file("{'descr': '<f8, }"), 'where the dtype as a string belongs'],
    ['an escape in a string', file("{'descr': '\\x3cf8'}"), 'where the dtype as a string belongs'],
    ['Python objects', typed("'|O'"), "its dtype is '|O' (Python objects), which is not supported"],
    ['Python objects with a size', typed("'O8'"), 'Python objects'],
    ['byte strings', typed("'|S5'"), 'byte strings'],
    ['text elements', typed("'<U3'"), "'<U3' (text)"],
    ['raw records', typed("'|V8'"), 'raw or structured records'],
    ['dates', typed("'<M8[ns]'"), "'<M8[ns]' (dates)"],
    ['time spans', typed("'<m8[s]'"), 'time spans'],
    ['a structured dtype', typed("[('a', '<f8'), ('b', '<i4')]"), 'structured'],
    ['a subarray dtype', typed("('<f8', (2,))"), 'structured'],
    ['long doubles', typed("'<f16'"), "'<f16' is none of the supported ones"],
    ['long double complex', typed("'<c32'"), "'<c32' is none"],
    ['an integer of 3 bytes', typed("'<i3'"), "'<i3' is none"],
    ['an integer of 0 bytes', typed("'<i0'"), 'is none'],
    ['a leading zero', typed("'<f08'"), 'is none'],
    ['a bool of 8 bytes', typed("'<b8'"), 'is none'],
    ['a signed-ness that is not there', typed("'<x4'"), 'is none'],
    ['a name of the prototype', typed("'constructor'"), 'is none'],
    ['more than a dtype', typed("'<f8,<f8'"), 'is none'],
    ['no dtype', typed("''"), "'' is none"],
    ['a number for a dtype', typed('8'), 'where the dtype as a string belongs'],
    ['None for a dtype', typed('None'), 'where the dtype as a string belongs'],
    ['order as a number', ordered('1'), 'where True or False belongs'],
    ['order as a string', ordered("'True'"), 'where True or False belongs'],
    ['order in JavaScript', ordered('true'), 'where True or False belongs'],
    ['order and more', ordered('Falsey'), 'where True or False belongs'],
    ['a shape that is a number', shaped('1'), 'a tuple of integers'],
    ['a shape that is a list', shaped('[1]'), 'a tuple of integers'],
    ['a number in parentheses', shaped('(1)'), "where ',' of the shape's tuple belongs"],
    ['nested parentheses', shaped('((1,),)'), 'where an integer of the shape belongs'],
    ['a thousand parentheses', shaped('('.repeat(1000)), 'where an integer of the shape belongs'],
    ['an empty place', shaped('(,)'), 'where an integer of the shape belongs'],
    ['two commas in a shape', shaped('(1,,1)'), 'where an integer of the shape belongs'],
    ['no comma in a shape', shaped('(1 1)'), 'tuple belongs'],
    ['a fraction', shaped('(1.5,)'), 'tuple belongs'],
    ['an exponent', shaped('(1e3,)'), 'tuple belongs'],
    ['a hexadecimal', shaped('(0x8,)'), 'tuple belongs'],
    ['a leading zero in a shape', shaped('(08,)'), 'no Python integer'],
    ['a truth value', shaped('(True,)'), 'where an integer of the shape belongs'],
    ['None in a shape', shaped('(None,)'), 'where an integer of the shape belongs'],
    ['a negative dimension', shaped('(-1,)'), 'the negative dimension -1'],
    ['a negative dimension beside a negative one', shaped('(-2, -4)'), 'the negative dimension -2'],
    ['a dimension past 2^53', shaped('(9007199254740993,)'), 'too large to address'],
    ['a dimension of 4000 digits', shaped(`(${'9'.repeat(4000)},)`), '999…, too large to address'],
    ['a product past all memory', shaped(`(${'4294967296, '.repeat(3)})`), 'too many elements to address'],
    ['an empty array past all memory', shaped('(0, 9007199254740991)'), 'too many elements to address'],
    ['65 axes', shaped(`(${'1, '.repeat(65)})`), 'more than 64 axes'],
    [
      'a terabyte that is not there',
      shaped('(137438953472,)'),
      'takes 1099511627776 bytes of data, and only 64 are',
    ],
    ['Python 2 integers in version 3', file(head("'<f8'", 'False', '(1L,)'), 8, 3), 'tuple belongs'],
    ['bytes that are no UTF-8', file(Buffer.from([0x7b, 0xff, 0x7d]), 8, 3), 'not UTF-8'],
    ['no data', file(head("'<f8'", 'False', '(1,)')), 'takes 8 bytes of data, and only 0 are there'],
    ['one byte too few', good.subarray(0, good.length - 1), 'takes 24 bytes of data, and only 23 are there'],
  ];

  test.each(wrong)('%s', (_, bytes, message) => {
    const path = join(folder, 'wrong.npy');
    writeFileSync(path, bytes);
    for (const [source, name] of [
      [bytes, 'the buffer'],
      [path, path],
    ] as const) {
      let caught: unknown;
      try {
        nd.load(source);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(nd.StridedError);
      const { code, message: text } = caught as nd.StridedError;
      expect(code).toBe('ERR_FILE_FORMAT');
      expect(text).toContain(`load: ${name} is no valid .npy file: `);
      expect(text).toContain(message);
      expect(text.length).toBeLessThan(400);
    }
  });

  test('every cut of a good file, and every changed header byte: an error or an array, never more', () => {
    const { file: whole } = cases.find((c) => c.name === 'int16 (2, 3) C') as (typeof cases)[number];
    for (let end = 0; end < whole.length; end++) {
      expect(() => nd.load(whole.subarray(0, end))).toThrow(nd.StridedError);
    }
    let refused = 0;
    let tried = 0;
    for (let at = 0; at < 128; at++) {
      for (const byte of [0, 0x20, 0x27, 0x28, 0x2d, 0x39, 0x7b, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        tried++;
        try {
          expect(nd.load(changed).nbytes).toBeLessThanOrEqual(whole.length);
        } catch (error) {
          expect((error as nd.StridedError).code).toBe('ERR_FILE_FORMAT');
          refused++;
        }
      }
    }
    expect(tried).toBe(1024);
    expect(refused).toBeGreaterThan(500);
  });

  test('how many were tried', () => {
    expect(wrong.length).toBe(83);
  });
});

describe('wrong calls', () => {
  const a = nd.zeros([2]);
  // biome-ignore lint/suspicious/noExplicitAny: wrong arguments on purpose
  const any = (value: unknown): any => value;

  test.each<[string, () => unknown, string, string]>([
    ['load without a file', () => nd.load(any(undefined)), 'ERR_ARGUMENT', 'load: a path'],
    ['load of an array', () => nd.load(any(a)), 'ERR_ARGUMENT', 'a NDArray'],
    [
      'load with an unknown option',
      () => nd.load('x', any({ mode: 1 })),
      'ERR_OPTION',
      "unknown option 'mode'",
    ],
    ['load with a memory map', () => nd.load('x', any('r')), 'ERR_OPTION', "mmapMode 'r' is not supported"],
    [
      'load with pickles',
      () => nd.load('x', any({ allowPickle: true })),
      'ERR_OPTION',
      'pickles are never read',
    ],
    [
      'load with a wrong bound',
      () => nd.load('x', { maxHeaderSize: Number.NaN }),
      'ERR_OPTION',
      'maxHeaderSize',
    ],
    ['load of a missing file', () => nd.load('/no/such/file.npy'), 'ERR_FILE', '/no/such/file.npy'],
    ['load of a folder', () => nd.load(tmpdir()), 'ERR_FILE', 'EISDIR'],
    ['load of a closed descriptor', () => nd.load(99999), 'ERR_FILE', 'EBADF'],
    ['save to nothing', () => nd.save(any(null), a), 'ERR_ARGUMENT', 'save: a path'],
    ['save to a buffer', () => nd.save(any(Buffer.alloc(9)), a), 'ERR_ARGUMENT', 'use nd.toNpy'],
    [
      'save of nothing',
      () => nd.save(join(folder, 'n'), any(undefined)),
      'ERR_ARGUMENT',
      'an array is expected',
    ],
    ['save of options', () => nd.save(join(folder, 'n'), any({})), 'ERR_ARGUMENT', 'an array is expected'],
    ['save with an unknown option', () => nd.save('x', a, any({ order: 'F' })), 'ERR_OPTION', "'order'"],
    ['save into a missing folder', () => nd.save('/no/such/file', a), 'ERR_FILE', '/no/such/file.npy'],
  ])('%s', (_, call, code, message) => {
    let caught: unknown;
    try {
      call();
    } catch (error) {
      caught = error;
    }
    expect((caught as nd.StridedError).code).toBe(code);
    expect((caught as Error).message).toContain(message);
  });

  test('a disposed array', () => {
    const gone = nd.zeros([3]);
    gone.dispose();
    expect(() => nd.save(join(folder, 'gone'), gone)).toThrow(nd.DisposedError);
    expect(() => nd.toNpy(gone)).toThrow(nd.DisposedError);
  });

  test('an array whose buffer was moved away', () => {
    const data = new Float64Array(4);
    const over = nd.asarray(data);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    expect(() => nd.save(join(folder, 'moved'), over)).toThrow(/detached/);
    expect(() => nd.toNpy(over)).toThrow(/detached/);
  });
});
