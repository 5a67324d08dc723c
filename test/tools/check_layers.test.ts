import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLayers } from '../../tools/check_layers.mjs';

function problemsOf(path: string, text: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'strided-layers-'));
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    const { problems, count } = checkLayers(root);
    expect(count).toBe(1);
    return problems;
  } finally {
    rmSync(root, { recursive: true });
  }
}

const wrong: readonly [path: string, text: string][] = [
  ['native/kernels/cast.cc', '#include "native/loops/axes.h"'],
  ['native/kernels/cast.cc', '#include <node_api.h>'],
  ['native/core/dtype.h', '#include "native/memory/block_pool.h"'],
  ['native/loops/axes.cc', '#include "native/binding/call.h"'],
  ['native/loops/axes.cc', '#include "../core/dtype.h"'],
  ['native/other/x.cc', ''],
  ['lib/ndarray.ts', "import { loadBinding } from './loader.js';"],
  ['lib/ops/add.ts', "import type { Binding } from '../../binding.js';"],
  ['lib/native.ts', "const binding = require('node-gyp-build');"],
  ['lib/ndarray.ts', "import { x } from '../test/helpers.js';"],
  ['lib/ndarray.ts', "import * as nd from 'strided';"],
  ['examples/a/main.ts', "import * as nd from '../../lib/index.js';"],
];

test.each(wrong)('%s: %s is reported', (path, text) => {
  expect(problemsOf(path, `\n${text}\n`)).toHaveLength(1);
});

const right: readonly [path: string, text: string][] = [
  ['native/loops/axes.cc', '#include "native/kernels/kernel_table.h"'],
  ['native/binding/module.cc', '#include <node_api.h>'],
  ['lib/native.ts', "import { loadBinding } from './loader.js';"],
  ['lib/ops/add.ts', "import { native } from '../native.js';"],
  ['examples/a/main.ts', "import * as nd from 'strided';"],
];

test.each(right)('%s: %s is fine', (path, text) => {
  expect(problemsOf(path, `\n${text}\n`)).toEqual([]);
});
