/** Reads the batch files of a folder into one Buffer. */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RECORD } from './format.js';

/** What is wrong with the data, said to the person who gave them. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

export interface Batches {
  /** All records of all files, one after another. */
  readonly bytes: Buffer;
  readonly files: readonly { readonly path: string; readonly records: number }[];
}

/** Reads data_batch_*.bin and test_batch.bin, in this order; bytes go from the files to their final place. */
export function readBatches(folder: string): Batches {
  const files = findBatches(folder).map((path) => ({ path, records: countRecords(path) }));
  const total = files.reduce((sum, { records }) => sum + records, 0);
  if (total === 0) throw new DataError(`the batch files in ${folder} are empty`);
  const bytes = Buffer.from(new ArrayBuffer(total * RECORD));
  let at = 0;
  for (const { path, records } of files) {
    readInto(bytes.subarray(at, at + records * RECORD), path);
    at += records * RECORD;
  }
  return { bytes, files };
}

/** Where a record of `bytes` comes from. */
export function placeOf({ files }: Batches, record: number): string {
  let rest = record;
  for (const { path, records } of files) {
    if (rest < records) return `record ${rest} of ${basename(path)} (byte ${rest * RECORD})`;
    rest -= records;
  }
  return `record ${record}`;
}

function findBatches(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new DataError(`there is no folder ${folder}`);
    if (code === 'ENOTDIR')
      throw new DataError(`${folder} is a file; give the folder that the batch files are in`);
    throw new DataError(`the folder ${folder} cannot be read: ${(error as Error).message}`);
  }
  const order = (name: string): number => Number(/\d+/.exec(name)?.[0] ?? Number.POSITIVE_INFINITY);
  const found = names
    .filter((name) => /^(data_batch_\d+|test_batch)\.bin$/.test(name))
    .sort((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)));
  if (found.length > 0) return found.map((name) => join(folder, name));
  const inner = names.includes('cifar-10-batches-bin')
    ? `; did you mean ${join(folder, 'cifar-10-batches-bin')}?`
    : '';
  throw new DataError(
    `no data_batch_1.bin, … or test_batch.bin in ${folder}${inner || ': the binary version of CIFAR-10 is expected'}`,
  );
}

function countRecords(path: string): number {
  const { size } = statSync(path);
  if (size % RECORD !== 0) {
    throw new DataError(
      `${path} has ${size} bytes, no multiple of ${RECORD}: ${Math.floor(size / RECORD)} whole records and ` +
        `${size % RECORD} bytes left; it is cut off, or no binary CIFAR-10 batch`,
    );
  }
  return size / RECORD;
}

function readInto(bytes: Buffer, path: string): void {
  const fd = openSync(path, 'r');
  try {
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(fd, bytes, done, Math.min(bytes.length - done, 1 << 30), null);
      if (count === 0) throw new DataError(`${path} became shorter while it was read`);
      done += count;
    }
  } finally {
    closeSync(fd);
  }
}
