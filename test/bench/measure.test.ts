import { describe, expect, it } from 'vitest';
import { affordableEffort, briefEffort, carefulEffort, type Effort } from '../../bench/measure.js';

const effort: Effort = { rounds: 7, samples: 5, milliseconds: 3, warmup: 10, budget: 1000 };

describe('the effort a cell may take', () => {
  it('is the full one where calls are short', () => {
    expect(affordableEffort(effort, 18)).toEqual(effort);
  });
  it('has fewer samples where calls are long', () => {
    expect(affordableEffort(effort, 50)).toMatchObject({ rounds: 7, samples: 2 });
  });
  it('has fewer rounds only where one sample each is too much, and never under three', () => {
    expect(affordableEffort(effort, 200)).toMatchObject({ rounds: 5, samples: 1 });
    expect(affordableEffort(effort, 5000)).toMatchObject({ rounds: 3, samples: 1 });
  });
  it('has at least five samples where a cell is measured again', () => {
    expect(carefulEffort(briefEffort)).toMatchObject({
      rounds: 5,
      samples: 5,
      milliseconds: 2,
      budget: 2500,
    });
    expect(carefulEffort(effort)).toEqual(effort);
  });
});
