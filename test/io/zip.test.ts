/** Archives that lie about their members, hide them, or unpack to more than there is room for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import { directory, localHeader } from '../../lib/io/zip_format.js';

const folder = mkdtempSync(join(tmpdir(), 'strided-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Member {
  readonly name: string;
  readonly data: Buffer;
  readonly packs?: boolean;
}

/** An archive as savez writes it. */
function archive(members: readonly Member[]): Buffer {
  const pieces: Buffer[] = [];
  let offset = 0;
  const entries = members.map(({ name, data, packs = false }) => {
    const packed = packs ? deflateRawSync(data) : data;
    const entry = {
      name,
      method: packs ? 8 : 0,
      crc: checksum(data),
      packedSize: packed.length,
      size: data.length,
      offset,
    };
    const header = localHeader(entry);
    pieces.push(header, packed);
    offset += header.length + packed.length;
    return entry;
  });
  return Buffer.concat([...pieces, directory(entries, offset)]);
}

/** The checksum by its definition, bit after bit. */
function checksum(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const three = nd.toNpy(nd.arange(3));
const directorySignature = Buffer.from('PK\x01\x02', 'latin1');

/** Changes a field of the directory's entry number `k`. */
function changed(bytes: Buffer, k: number, at: number, write: (bytes: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes);
  let entry = -1;
  for (let i = 0; i <= k; i++) entry = copy.indexOf(directorySignature, entry + 1);
  write(copy, entry + at);
  return copy;
}

function refusal(bytes: Buffer): string[] {
  const path = join(folder, 'hostile.npz');
  writeFileSync(path, bytes);
  return [bytes, path].map((source) => {
    try {
      nd.load(source);
    } catch (error) {
      return error instanceof nd.StridedError ? error.message : `untyped: ${error}`;
    }
    return 'none';
  });
}

describe('members', () => {
  const two = archive([
    { name: 'a.npy', data: three },
    { name: 'b.npy', data: three, packs: true },
  ]);

  it('are found as they are', () => {
    const { files, a, b } = nd.load<nd.Npz>(two);
    expect(files).toEqual(['a', 'b']);
    expect([a?.toArray(), b?.toArray()]).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  const flags = (value: number) => changed(two, 0, 8, (bytes, at) => bytes.writeUInt16LE(value, at));
  it.each<[string, Buffer, string]>([
    ['encrypted', flags(0x01), "'a.npy' is encrypted"],
    ['strongly encrypted', flags(0x40), "'a.npy' is encrypted"],
    ['a patch', flags(0x20), "'a.npy' is a patch of another file"],
    [
      'named otherwise before the bytes',
      changed(two, 0, 46, (bytes, at) => bytes.write('c', at)),
      "'c.npy' has another name in its own header",
    ],
    [
      'longer than the room before the next',
      changed(two, 0, 20, (bytes, at) => {
        bytes.writeUInt32LE(three.length + 1, at);
        bytes.writeUInt32LE(three.length + 1, at + 4);
      }),
      "'a.npy' reaches into what follows it",
    ],
    [
      'longer than the room before the directory',
      changed(two, 1, 20, (bytes, at) => bytes.writeUInt32LE(bytes.readUInt32LE(at) + 1, at)),
      "'b.npy' reaches into what follows it",
    ],
  ])('%s are refused', (_, bytes, message) => {
    for (const found of refusal(bytes)) expect(found).toContain(message);
  });
});

describe('archives that unpack to more than there is room for', () => {
  const { limitBytes } = nd.memory.stats();
  afterEach(() => nd.memory.setLimit(limitBytes));

  it('by members that lie over one another', () => {
    const data = nd.toNpy(nd.zeros([10_000]));
    const packed = deflateRawSync(data);
    const entry = { method: 8, crc: checksum(data), packedSize: packed.length, size: data.length, offset: 0 };
    const header = localHeader({ ...entry, name: 'a.npy' });
    const entries = Array.from({ length: 20_000 }, () => ({ ...entry, name: 'a.npy' }));
    const bytes = Buffer.concat([header, packed, directory(entries, header.length + packed.length)]);
    expect(bytes.length).toBeLessThan(2 ** 21);
    for (const found of refusal(bytes)) expect(found).toContain("'a.npy' reaches into what follows it");
  });

  it('by one member of many zeros', () => {
    const packed = deflateRawSync(Buffer.alloc(2 ** 27));
    const entry = { name: 'a', method: 8, crc: 0, packedSize: packed.length, size: 2 ** 27, offset: 0 };
    const header = localHeader(entry);
    const bytes = Buffer.concat([header, packed, directory([entry], header.length + packed.length)]);
    const { processBytes } = nd.memory.stats();
    nd.memory.setLimit(processBytes + 2 ** 27);
    expect(() => nd.load(bytes)).toThrow(nd.MemoryLimitError);
    expect(() => nd.load(bytes)).toThrow(/load: \d+ bytes were asked for/);
  });

  it('by a text of many lines', () => {
    const path = join(folder, 'lines.gz');
    writeFileSync(path, gzipSync(Buffer.alloc(2 ** 25, '1 2\n')));
    expect(nd.loadtxt(path, { maxRows: 2 }).shape).toEqual([2, 2]);
    nd.memory.setLimit(nd.memory.stats().processBytes + 2 ** 25);
    for (const read of [() => nd.loadtxt(path), () => nd.genfromtxt(path)]) {
      expect(read).toThrow(nd.MemoryLimitError);
      expect(read).toThrow(/lines.gz' unpacks to more than \d+ bytes/);
    }
  });
});
