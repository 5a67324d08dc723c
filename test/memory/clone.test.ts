import { MessageChannel } from 'node:worker_threads';
import * as nd from 'strided';
import { describe, expect, it } from 'vitest';

describe('cloning', () => {
  const arrays: Record<string, nd.NDArray<'float64'>> = {
    small: nd.ones([3]),
    large: nd.ones([100_000]),
    view: nd.ones([4, 4]).slice('1:3'),
    shared: nd.asarray(new Float64Array(4)),
  };

  it.each(Object.keys(arrays))('structuredClone of a %s array fails and says what to do', (kind) => {
    const a = arrays[kind] as nd.NDArray<'float64'>;
    expect(() => structuredClone(a)).toThrow(/NDArray \(clone a\.data/);
    expect(() => structuredClone({ nested: [a] })).toThrow(/NDArray/);
    expect(structuredClone(a.copy().data)).toEqual(a.copy().data);
  });

  it('postMessage of an array fails', () => {
    const { port1, port2 } = new MessageChannel();
    expect(() => port1.postMessage(arrays['small'])).toThrow(/NDArray/);
    port1.close();
    port2.close();
  });
});
