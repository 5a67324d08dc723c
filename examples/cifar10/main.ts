/**
 * The CIFAR-10 job: `npm start -- DIR` on the binary batches in DIR, `npm start` on a small file in the same format.
 * It runs with the library and in plain JavaScript loops, and prints both side by side.
 */
import { resolve } from 'node:path';
import { PIXELS, RECORD } from './format.js';
import { type Result, runJob } from './job.js';
import { runLoops } from './loops.js';
import { DataError, placeOf, readBatches } from './reader.js';
import { ensureSample } from './sample.js';
import { formatTable } from './table.js';
import { Trace } from './trace.js';

function main(args: readonly string[]): void {
  if (args.length > 1) throw new DataError(`one folder is expected, not ${args.length}: ${args.join(' ')}`);
  const [given] = args;
  // npm changes the folder it runs in, and says where it was called.
  const folder = given === undefined ? ensureSample() : resolve(process.env['INIT_CWD'] ?? '.', given);

  const start = performance.now();
  const batches = readBatches(folder);
  const time = performance.now() - start;
  const { bytes, files } = batches;
  const records = bytes.length / RECORD;
  console.log(given === undefined ? `no folder given: the sample in ${folder}` : folder);
  console.log(
    `${count(records)} records, ${count(bytes.length)} bytes of ${files.length} ${files.length === 1 ? 'file' : 'files'}, read in ${time.toFixed(1)} ms`,
  );
  console.log(`as float32: ${count(records * PIXELS * 4)} bytes\n`);

  const where = (record: number): string => placeOf(batches, record);
  const library = new Trace();
  const result = runJob(bytes, library, where);
  const loops = new Trace();
  const plain = runLoops(bytes, loops, where);
  console.log(formatTable(library, loops));

  console.log('\nper channel, of pixels between 0 and 1');
  console.log(`  mean ${fixed(result.mean)}   loops ${fixed(plain.mean)}`);
  console.log(`  std  ${fixed(result.std)}   loops ${fixed(plain.std)}`);
  console.log(`first record's probabilities ${fixed([...result.probabilities.subarray(0, 10)])}`);
  console.log(`right with these untrained weights: ${(100 * result.accuracy).toFixed(2)} %`);
  console.log(
    `largest difference to the loops: ${difference(result, plain).toExponential(1)} in a probability`,
  );
  console.log(`most memory held at once: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function fixed(values: readonly number[]): string {
  return values.map((value) => value.toFixed(6)).join(' ');
}

function difference(a: Result, b: Result): number {
  return a.probabilities.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (b.probabilities[i] ?? Number.NaN))),
    0,
  );
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  console.error(`cifar10: ${error.message}`);
  process.exitCode = 1;
}
