// Two copies of the package in one process, the second below ./copy, and one copy evaluated anew: each works, and takes
// the others' arrays.
import { createRequire } from 'node:module';
import * as nd from 'strided';

const here = import.meta.resolve('strided');
const copy = await import(new URL('./copy/strided/dist/index.js', import.meta.url).href);
const anew = await import(`${here}?again`);
const libraries = [nd, copy, anew];

// Where require() takes modules, also after its cache was emptied.
const require = createRequire(import.meta.url);
if (process.features.require_module) {
  libraries.push(require('strided'));
  for (const key of Object.keys(require.cache)) delete require.cache[key];
  libraries.push(require('strided'));
}

for (const [i, a] of libraries.entries()) {
  for (const b of libraries) {
    const mine = a.arange(6).reshape(2, 3);
    const sum = a.add(mine, b.ones([3], 'int32'));
    if (!(sum instanceof a.NDArray) || sum.dtype !== 'float64' || sum.sum() !== 21)
      throw new Error(`copy ${i}: ${sum.dtype}, ${sum.sum()}`);
    const product = b.matmul(mine, mine.T);
    if (JSON.stringify(product) !== '[[5,14],[14,50]]')
      throw new Error(`copy ${i}: ${JSON.stringify(product)}`);
  }
}
// Their memory comes and goes by itself in each.
for (let round = 0; round < 200; round++) {
  for (const { ones } of libraries) ones([20_000]).add(1).dispose();
}
console.log(libraries.length >= 3, copy !== nd, anew.NDArray !== nd.NDArray);
