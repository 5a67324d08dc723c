/**
 * npm run soak -- --minutes 10 --seed 1 --workers 4 --limit 512: the endurance run (see docs/reliability.md). Ends with 1
 * where a result was wrong, a thread failed, or memory grew.
 */
import { parseArgs } from 'node:util';
import { bundle, runScript } from '../bundle.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '4' },
    limit: { type: 'string', default: '512' },
    cycles: { type: 'string', default: '0' },
  },
});

const seconds = Number(values.minutes) * 60;
if (seconds > 0) {
  console.log(
    `${seconds} s of mixed work, seed ${values.seed}, ${values.workers} workers, limit ${values.limit} MB`,
  );
  const report = await runScript<{ failures: string[]; early: number; peak: number; held: number }>(
    await bundle('soak/soak_script'),
    seconds,
    values.seed,
    values.workers,
    values.limit,
  );
  console.log(report);
  // Threads come and go, and allocators keep some: what is left to grow is little beside the limit.
  if (report.failures.length > 0 || report.peak > report.early + 600) process.exitCode = 1;
}
if (Number(values.cycles) > 0) {
  console.log(`${values.cycles} workers started, most of them ended in the middle of their work`);
  const report = await runScript<{ early: number; late: number; held: number }>(
    await bundle('memory/workers_script'),
    values.cycles,
  );
  console.log(report);
  if (report.held !== 0 || report.late > report.early + 150) process.exitCode = 1;
}
