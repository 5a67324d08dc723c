/** Fourier transforms: `nd.fft`. */
import { fftfreq, fftshift, ifftshift, rfftfreq } from './frequencies.js';
import { fft as fftAlongAxis, hfft, ifft, ihfft, irfft, rfft } from './one_axis.js';
import { fft2, fftn, ifft2, ifftn, irfft2, irfftn, rfft2, rfftn } from './several_axes.js';

export type { FftfreqOptions, FftshiftOptions } from './frequencies.js';
export type { FftNorm } from './transform.js';
export type {
  AxesTransform,
  AxisTransform,
  FftnOptions,
  FftnOptionsWithS,
  FftOptions,
  FftOptionsWithN,
} from './types.js';

/** `nd.fft`: discrete Fourier transforms, NumPy's `fft`. */
export const fft = {
  fft: fftAlongAxis,
  ifft,
  rfft,
  irfft,
  hfft,
  ihfft,
  fft2,
  ifft2,
  rfft2,
  irfft2,
  fftn,
  ifftn,
  rfftn,
  irfftn,
  fftfreq,
  rfftfreq,
  fftshift,
  ifftshift,
} as const;
