#pragma once

namespace strided {

// Interleaved real and imaginary part, the layout of std::complex and of NumPy.
template <class T>
struct Complex {
    T re;
    T im;
};

using Complex64 = Complex<float>;
using Complex128 = Complex<double>;

}  // namespace strided
