/** Memory that was handed out is never reused under its new owner, whoever that is and however long it lives. */
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as nd from 'strided';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle, runScript } from '../bundle.js';

interface Run {
  readonly moved: number;
  readonly refused: number;
  readonly wrong: readonly string[];
}

let script: string;
beforeAll(async () => {
  script = await bundle('memory/lent_script');
});

/** `ArrayBuffer.prototype.transfer` came with Node 21. */
const names = ['kept', 'stream', 'clone', ...('transfer' in ArrayBuffer.prototype ? ['transfer'] : [])];

describe.each(names)('%s', (name) => {
  test('in this thread', async () => {
    const { moved, wrong } = await runScript<Run>(script, 'here', name);
    expect(wrong).toEqual([]);
    expect(moved).toBe(100);
  });
  test('from a worker that has ended', async () => {
    const { moved, wrong } = await runScript<Run>(script, 'from', name);
    expect(wrong).toEqual([]);
    expect(moved).toBe(200);
  });
  test('to a worker', async () => {
    const { moved, wrong } = await runScript<Run>(script, 'to', name);
    expect(wrong).toEqual([]);
    expect(moved).toBe(50);
  });
});

test('a BYOB read detaches the array, whose use is then an error', async () => {
  const a = nd.arange(4096);
  const { data } = a;
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      controller.byobRequest?.respond(controller.byobRequest.view?.byteLength ?? 0);
    },
  });
  await stream.getReader({ mode: 'byob' }).read(data);
  for (const use of [() => a.at(0), () => a.add(1), () => a.sum(), () => a.data, () => a.toBuffer()]) {
    expect(use).toThrow(/detached/);
  }
  a.dispose();
  expect(() => a.at(0)).toThrow(nd.DisposedError);
});

test('a file read into an array by a BYOB reader', async () => {
  const path = join(tmpdir(), `strided-${process.pid}.bin`);
  const written = nd.arange(65_536).toBuffer();
  const file = await open(path, 'w+');
  try {
    await file.write(written, 0, written.length, 0);
    const reader = file.readableWebStream({ type: 'bytes' } as never).getReader({ mode: 'byob' });
    const { value } = (await reader.read(nd.zeros([written.length], 'uint8').data)) as unknown as {
      value: Uint8Array;
    };
    const read = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    expect(read.length).toBeGreaterThan(0);
    for (let i = 0; i < 60; i++) nd.full([written.length], 9, 'uint8');
    expect(read.equals(written.subarray(0, read.length))).toBe(true);
    await reader.cancel();
  } finally {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
  }
});

test('a small array leaves its slab when it is lent: its buffer holds no neighbour', () => {
  const [a, b] = [nd.full([4], 1), nd.full([4], 2)];
  expect(a.buffer.byteLength).toBe(32);
  expect(a.data.byteOffset).toBe(0);
  a.data.fill(7);
  expect([a.toArray(), b.toArray()]).toEqual([
    [7, 7, 7, 7],
    [2, 2, 2, 2],
  ]);
});

test('views see their base move', () => {
  const a = nd.arange(6);
  const row = a.reshape(2, 3).slice(1);
  row.data[0] = 40;
  expect(a.at(3)).toBe(40);
  a.data[4] = 50;
  expect(row.toArray()).toEqual([40, 50, 5]);
  expect(row.data.buffer).toBe(a.data.buffer);
});
