import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Numpy } from '../../bench/numpy.js';

const python = process.env['PYTHON'] ?? 'python3';
const hasNumpy = spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;

describe('the NumPy process', () => {
  it('is not started where Python is missing', async () => {
    expect(await Numpy.start('no-such-python')).toBeUndefined();
  });

  it.runIf(hasNumpy)('times statements and tells of their errors', async () => {
    const numpy = (await Numpy.start(python)) as Numpy;
    try {
      expect((await numpy.info()).numpy).toMatch(/^\d+\.\d+/);
      const timed = await numpy.prepare('import time\na = np.ones(8)\n', {
        add: 'a + a',
        sleep: 'time.sleep(0.002)',
      });
      // Another process may have taken the processor for the whole of one calibration.
      const calls: number[] = [];
      for (let i = 0; i < 5; i++) calls.push((await timed.calibrate('add', 1e6)).iterations);
      expect(Math.max(...calls)).toBeGreaterThan(10);
      expect((await timed.calibrate('sleep', 1e6)).milliseconds).toBeGreaterThan(1.9);
      const samples = await timed.time('sleep', 2, 3);
      expect(samples).toHaveLength(3);
      for (const nanoseconds of samples) expect(nanoseconds).toBeGreaterThan(1.9e6);
      await expect(numpy.prepare('a = nowhere', {})).rejects.toThrow(/NameError/);
      await expect(timed.time('missing', 1, 1)).rejects.toThrow(/KeyError/);
      await timed.drop();
      await expect(timed.time('add', 1, 1)).rejects.toThrow(/KeyError/);
    } finally {
      numpy.stop();
    }
  });
});
