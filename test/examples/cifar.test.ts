import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as nd from 'strided';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLASSES, RECORD } from '../../examples/cifar10/format.js';
import { makeWeights, type Result, runJob } from '../../examples/cifar10/job.js';
import { makeWeightsInLoops, runLoops } from '../../examples/cifar10/loops.js';
import { DataError, placeOf, readBatches } from '../../examples/cifar10/reader.js';
import { ensureSample, makeSample } from '../../examples/cifar10/sample.js';
import { formatTable } from '../../examples/cifar10/table.js';
import { Trace } from '../../examples/cifar10/trace.js';

interface Golden {
  readonly records: number;
  readonly sha256: string;
  readonly labelCounts: readonly number[];
  readonly float32: { readonly mean: readonly number[]; readonly std: readonly number[] };
  readonly float64: { readonly mean: readonly number[]; readonly std: readonly number[] };
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly columnSums: readonly number[];
  readonly weightedSum: number;
  readonly accuracy: number;
}
const golden = JSON.parse(readFileSync(new URL('../golden/cifar.json', import.meta.url), 'utf8')) as Golden;

const sample = makeSample();
const where = (record: number): string => `record ${record}`;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strided-cifar-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [x, y] = [actual[i] as number, expected[i] as number];
    if (!(Math.abs(x - y) <= relative * Math.max(Math.abs(y), 1e-2))) {
      expect.fail(`element ${i} is ${x}, not ${y}`);
    }
  }
}

describe('the sample', () => {
  test('is the file that the golden numbers are of', () => {
    expect(sample.length).toBe(golden.records * RECORD);
    expect(createHash('sha256').update(sample).digest('hex')).toBe(golden.sha256);
  });

  test('holds every class', () => {
    const counts = new Array<number>(CLASSES).fill(0);
    for (let i = 0; i < sample.length; i += RECORD)
      counts[sample[i] as number] = (counts[sample[i] as number] ?? 0) + 1;
    expect(counts).toEqual(golden.labelCounts);
    expect(Math.min(...counts)).toBeGreaterThan(100);
  });

  test('is written once, where it is not there yet', () => {
    const made = ensureSample(join(folder, 'made'));
    expect(readFileSync(join(made, 'data_batch_1.bin')).equals(sample)).toBe(true);
    expect(ensureSample(made)).toBe(made);
  });
});

describe.each<[string, (bytes: Buffer, trace: Trace) => Result]>([
  ['the library', (bytes, trace) => runJob(bytes, trace, where)],
  ['plain loops', (bytes, trace) => runLoops(bytes, trace, where)],
])('%s against NumPy', (_, run) => {
  let result: Result;
  beforeAll(() => {
    result = run(sample, new Trace());
  });

  test('mean and deviation per channel', () => {
    expectClose(result.mean, golden.float64.mean, 2e-6);
    expectClose(result.std, golden.float64.std, 2e-6);
    expectClose(result.mean, golden.float32.mean, 4e-6);
    expectClose(result.std, golden.float32.std, 4e-6);
  });

  test('logits and probabilities of the first batch', () => {
    expectClose(result.logits.subarray(0, golden.logits.length), golden.logits, 1e-4);
    expectClose(result.probabilities.subarray(0, golden.probabilities.length), golden.probabilities, 1e-5);
  });

  test('all probabilities, the last and smaller batch among them', () => {
    const columns = new Array<number>(CLASSES).fill(0);
    let weighted = 0;
    result.probabilities.forEach((value, i) => {
      columns[i % CLASSES] = (columns[i % CLASSES] as number) + value;
      weighted += value * (i + 1);
    });
    expect(result.probabilities.length).toBe(golden.records * CLASSES);
    expectClose(columns, golden.columnSums, 1e-6);
    expectClose([weighted], [golden.weightedSum], 1e-6);
    expect(result.accuracy).toBeCloseTo(golden.accuracy, 3);
  });
});

describe('the library’s way', () => {
  test('the weights are those of the loops, to the bit', () => {
    const { weights, bias } = makeWeights();
    const loops = makeWeightsInLoops();
    expect(weights.shape).toEqual([3072, 10]);
    expect(Buffer.from(loops.weights.buffer).equals(weights.toBuffer())).toBe(true);
    expect(Buffer.from(loops.bias.buffer).equals(bias.toBuffer())).toBe(true);
  });

  test('views where the steps say so, copies where memory is needed', () => {
    const trace = new Trace();
    runJob(sample.subarray(0, 130 * RECORD), trace, where);
    const memory = Object.fromEntries([...trace.steps].map(([name, step]) => [name, step.result.memory]));
    expect(memory).toMatchObject({
      frombuffer: 'view',
      'reshape(n, 3073)': 'view',
      'slice labels': 'view',
      'slice pixels': 'view',
      'reshape(n, 3, 32, 32)': 'view',
      'transpose(0, 2, 3, 1)': 'view',
      "astype('float32')": 'copy',
      '/ 255, in place': 'in place',
      '- mean, in place': 'in place',
      '/ std, in place': 'in place',
      'slice batch': 'view',
      'matmul weights': 'copy',
    });
    expect(trace.steps.get('slice labels')?.result).toMatchObject({ shape: '(130)', strides: '(3073)' });
    expect(trace.steps.get('transpose(0, 2, 3, 1)')?.result).toMatchObject({
      shape: '(130, 32, 32, 3)',
      dtype: 'uint8',
      strides: '(3073, 32, 1, 1024)',
    });
    expect(trace.steps.get('matmul weights')?.calls).toBe(3);
  });

  test('leaves no memory behind, and the bytes as they were', () => {
    const bytes = Buffer.from(sample);
    runJob(bytes, new Trace(), where);
    const before = nd.memory.stats().liveBytes;
    for (let i = 0; i < 5; i++) runJob(bytes, new Trace(), where);
    expect(nd.memory.stats().liveBytes - before).toBeLessThan(4 << 20);
    expect(bytes.equals(sample)).toBe(true);
  });

  test('the table has a line per step, and the loops beside it', () => {
    const [library, loops] = [new Trace(), new Trace()];
    runJob(sample.subarray(0, 3 * RECORD), library, where);
    runLoops(sample.subarray(0, 3 * RECORD), loops, where);
    for (const name of loops.steps.keys()) expect(library.steps.has(name), name).toBe(true);
    const lines = formatTable(library, loops).split('\n');
    expect(lines.length).toBe(library.steps.size + 4);
    expect(lines[0]).toMatch(/^step +calls +shape +dtype +strides +memory +bytes +ms +loops ms +faster by$/);
    expect(lines.at(-1)).toMatch(/^total .*×$/);
  });
});

describe('reading batches', () => {
  function put(name: string, files: Record<string, Buffer | string>): string {
    const path = join(folder, name);
    mkdirSync(path);
    for (const [file, bytes] of Object.entries(files)) writeFileSync(join(path, file), bytes);
    return path;
  }
  const records = (from: number, to: number): Buffer => sample.subarray(from * RECORD, to * RECORD);

  test('files in their order, one after another; others are left alone', () => {
    const path = put('several', {
      'test_batch.bin': records(5, 6),
      'data_batch_10.bin': records(4, 5),
      'data_batch_2.bin': records(2, 4),
      'data_batch_1.bin': records(0, 2),
      'batches.meta.txt': 'airplane',
      'data_batch_1.bin.part': 'x',
    });
    const batches = readBatches(path);
    expect(batches.bytes.equals(records(0, 6))).toBe(true);
    expect(batches.files.map((file) => file.records)).toEqual([2, 2, 1, 1]);
    expect(placeOf(batches, 0)).toBe('record 0 of data_batch_1.bin (byte 0)');
    expect(placeOf(batches, 3)).toBe('record 1 of data_batch_2.bin (byte 3073)');
    expect(placeOf(batches, 5)).toBe('record 0 of test_batch.bin (byte 0)');
  });

  test.each<[string, () => string, string | RegExp]>([
    ['a missing folder', () => '/no/such/folder', 'there is no folder /no/such/folder'],
    ['a file for a folder', () => join(put('file', { 'x.bin': 'x' }), 'x.bin'), 'is a file; give the folder'],
    [
      'no batch files',
      () => put('none', { 'readme.txt': '' }),
      'no data_batch_1.bin, … or test_batch.bin in',
    ],
    [
      'a cut-off file',
      () => put('cut', { 'data_batch_1.bin': sample.subarray(0, 2 * RECORD - 1) }),
      /data_batch_1\.bin has 6145 bytes, no multiple of 3073: 1 whole records and 3072 bytes left/,
    ],
    ['empty files', () => put('empty', { 'data_batch_1.bin': '' }), 'are empty'],
  ])('%s', (_, path, message) => {
    const given = path();
    expect(() => readBatches(given)).toThrow(DataError);
    expect(() => readBatches(given)).toThrow(message);
  });

  test('the folder that the archive unpacks to is named', () => {
    const path = put('outer', {});
    mkdirSync(join(path, 'cifar-10-batches-bin'));
    expect(() => readBatches(path)).toThrow(`did you mean ${join(path, 'cifar-10-batches-bin')}?`);
  });

  test('a label over 9, in both ways of the job', () => {
    const bad = Buffer.from(records(0, 3));
    bad[2 * RECORD] = 10;
    const batches = readBatches(put('label', { 'data_batch_1.bin': records(0, 1), 'data_batch_2.bin': bad }));
    const message = 'record 2 of data_batch_2.bin (byte 6146) has the label 10; labels are 0 to 9';
    for (const run of [runJob, runLoops]) {
      expect(() => run(batches.bytes, new Trace(), (record) => placeOf(batches, record))).toThrow(message);
    }
  });
});

describe('as a program', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const start = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['--import', 'tsx', 'examples/cifar10/main.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    });

  test('prints the table for a folder given relative to where npm was called', () => {
    mkdirSync(join(folder, 'small'));
    writeFileSync(join(folder, 'small', 'data_batch_1.bin'), sample.subarray(0, 70 * RECORD));
    const { status, stdout, stderr } = start('small');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('70 records, 215,110 bytes of 1 file,');
    expect(stdout).toContain('transpose(0, 2, 3, 1)');
    expect(stdout).toContain('(70, 32, 32, 3)');
    expect(stdout).toMatch(/total .*×/);
  });

  test('says what is wrong in one line', () => {
    const { status, stdout, stderr } = start('missing');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(`cifar10: there is no folder ${join(folder, 'missing')}\n`);
  });
});
