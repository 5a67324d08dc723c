/** Node's modules that are loaded by the first call that needs them, on every Node. */
import * as buffer from 'node:buffer';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as timers from 'node:timers';
import * as url from 'node:url';
import * as util from 'node:util';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import * as workers from 'node:worker_threads';
import * as zlib from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { builtin, load } from '../lib/builtins.js';

const modules = { buffer, fs, path, timers, url, util, v8, vm, worker_threads: workers, zlib };

test('each is Node’s own, and the same every time', () => {
  let cases = 0;
  for (const [name, module] of Object.entries(modules)) {
    const got = builtin(name as keyof typeof modules);
    expect(Object.keys(got).length).toBeGreaterThan(3);
    for (const key of Object.keys(got)) {
      if (typeof got[key as keyof typeof got] === 'function')
        expect(got[key as keyof typeof got]).toBe(module[key as keyof typeof module]);
    }
    expect(builtin(name as keyof typeof modules)).toBe(got);
    cases++;
  }
  expect(cases).toBe(10);
});

test('a Node without getBuiltinModule requires them', () => {
  vi.stubGlobal(
    'process',
    new Proxy(process, { get: (of, key) => (key === 'getBuiltinModule' ? undefined : Reflect.get(of, key)) }),
  );
  try {
    for (const name of Object.keys(modules) as (keyof typeof modules)[])
      expect(load(name)).toBe(builtin(name));
  } finally {
    vi.unstubAllGlobals();
  }
});
