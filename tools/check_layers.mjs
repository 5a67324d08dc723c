// Fails on an include or import that runs upward through the layers:
// lib → lib/native.ts → native/binding → loops → kernels, linalg → memory → core.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ownRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the native folders may include, besides their own files. */
const nativeLayers = {
  core: [],
  memory: ['core'],
  kernels: ['core'],
  linalg: ['core', 'memory', 'kernels'],
  loops: ['core', 'memory', 'kernels', 'linalg'],
  fft: ['core', 'memory', 'kernels', 'loops'],
  random: ['core', 'memory', 'kernels', 'loops'],
  fuse: ['core', 'memory', 'kernels', 'loops'],
  text: ['core', 'loops'],
  binding: ['core', 'memory', 'kernels', 'linalg', 'loops', 'fft', 'random', 'fuse', 'text'],
};

const nodeHeaders = /^(node_api|napi|napi-inl|js_native_api|node|v8|uv)\b.*\.h$/;

function* files(root, folder, pattern) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(root, path, pattern);
    else if (pattern.test(entry.name)) yield path;
  }
}

function checkNative(path, text, report) {
  const layer = path.split('/')[1];
  const allowed = nativeLayers[layer];
  if (allowed === undefined) {
    report(path, 1, `native/${layer} is no layer; name its place in tools/check_layers.mjs`);
    return;
  }
  for (const [index, line] of text.split('\n').entries()) {
    const include = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/.exec(line)?.[1];
    if (include === undefined) continue;
    if (nodeHeaders.test(include) && layer !== 'binding') {
      report(path, index + 1, `only native/binding may include ${include}`);
    }
    if (include.startsWith('..') || include.includes('/../')) {
      report(path, index + 1, `include from the root ("native/…"), not ${include}`);
    }
    const target = /^native\/([^/]+)\//.exec(include)?.[1];
    if (target !== undefined && target !== layer && !allowed.includes(target)) {
      report(path, index + 1, `${layer} may not include ${include}`);
    }
  }
}

function checkTypeScript(path, text, report) {
  const area = path.split('/')[0];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(\/\/|\*|\/\*)/.test(line)) continue;
    const at = index + 1;
    if (
      /process\.dlopen|node-gyp-build|['"][^'"]*\.node['"]/.test(line) &&
      area === 'lib' &&
      path !== 'lib/loader.ts'
    ) {
      report(path, at, 'only lib/loader.ts may load the addon');
    }
    const specifier =
      /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/.exec(line)?.[1] ??
      /\brequire\(\s*['"]([^'"]+)['"]/.exec(line)?.[1];
    if (specifier === undefined) continue;
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts');
      const binding = target === 'lib/loader.ts' || target === 'binding.ts' || target === 'binding.d.ts';
      if (area === 'lib') {
        if (binding && path !== 'lib/native.ts')
          report(path, at, `only lib/native.ts may import ${specifier}`);
        else if (!target.startsWith('lib/') && !binding) report(path, at, `lib may not import ${specifier}`);
      }
      if (area === 'examples' && !target.startsWith('examples/')) {
        report(path, at, `an example imports 'strided', not ${specifier}`);
      }
    } else if (area === 'lib' && specifier === 'strided') {
      report(path, at, 'lib imports its own files by path');
    }
  }
}

export function checkLayers(root = ownRoot) {
  const problems = [];
  const report = (path, line, what) => problems.push(`${path}:${line}: ${what}`);
  let count = 0;
  for (const path of files(root, 'native', /\.(h|cc)$/)) {
    checkNative(path, readFileSync(join(root, path), 'utf8'), report);
    count++;
  }
  for (const area of ['lib', 'examples']) {
    for (const path of files(root, area, /\.ts$/)) {
      checkTypeScript(path, readFileSync(join(root, path), 'utf8'), report);
      count++;
    }
  }
  return { problems, count };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, count } = checkLayers();
  for (const problem of problems) console.error(problem);
  console.log(`layers: ${count} files, ${problems.length} wrong`);
  process.exit(problems.length === 0 ? 0 : 1);
}
