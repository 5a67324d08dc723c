import * as nd from 'strided';

const rng = nd.random.defaultRng(7);
const a = rng.normal(0, 1, [64, 64]);
const product = a.matmul(a.T);
const sorted = nd.sort(product.ravel());
const spectrum = nd.fft.rfft(sorted.slice(':1024'));
const back = nd.fft.irfft(spectrum);
const near = nd.allclose(back, sorted.slice(':1024'));
console.log(
  product.shape.join(),
  sorted.shape.join(),
  spectrum.dtype,
  near,
  nd.arange(6).reshape(2, 3).sum(),
);
