#include "native/loops/reduce_product.h"

#include <algorithm>
#include <cstring>

namespace strided {
namespace {

constexpr int64_t kRows = 512;

bool is_number(float x) noexcept { return x == x; }
bool is_number(double x) noexcept { return x == x; }
template <class T>
bool is_number(Complex<T> x) noexcept {
    return x.re == x.re && x.im == x.im;
}

float product(float a, float b) noexcept { return a * b; }
double product(double a, double b) noexcept { return a * b; }
template <class T>
Complex<T> product(Complex<T> a, Complex<T> b) noexcept {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

template <class T>
bool is_normal(T x, T least) noexcept {
    const T size = x < 0 ? -x : x;
    return size >= least && size <= static_cast<T>(sizeof(T) == 4 ? 0x1.fffffep127 : 0x1.fffffffffffffp1023);
}
bool is_odd(float x) noexcept { return !is_normal(x, 0x1p-126f); }
bool is_odd(double x) noexcept { return !is_normal(x, 0x1p-1022); }
template <class T>
bool is_odd(Complex<T> x) noexcept {
    // One part alone may well be zero.
    const T re = x.re < 0 ? -x.re : x.re;
    const T im = x.im < 0 ? -x.im : x.im;
    return !is_number(x) || is_odd(re > im ? re : im);
}

template <class T>
bool any_odd(const char* products, int64_t count) noexcept {
    const T* values = reinterpret_cast<const T*>(products);
    return std::any_of(values, values + count, [](T value) { return is_odd(value); });
}

template <class T>
void multiply_rows(const ReduceBlock& block, char* products, bool skips_nan) noexcept {
    for (int64_t j = 0; j < block.cols; j++) {
        T& to = *reinterpret_cast<T*>(products + (block.acc + j * block.acc_step) * static_cast<int64_t>(sizeof(T)));
        T value = to;
        const char* in = block.in + j * block.col_stride;
        for (int64_t i = 0; i < block.rows; i++, in += block.row_stride) {
            const T element = *reinterpret_cast<const T*>(in);
            if (!skips_nan || is_number(element)) value = product(value, element);
        }
        to = value;
    }
}

// float16 is multiplied in float32.
void multiply_halves(const KernelTable& kernels, const ReduceBlock& block, char* products, bool skips_nan) noexcept {
    const CastFn widen = kernels.casts[static_cast<int>(DType::Float16)][static_cast<int>(DType::Float32)];
    alignas(64) float values[kRows];
    for (int64_t j = 0; j < block.cols; j++) {
        for (int64_t i = 0; i < block.rows; i += kRows) {
            ReduceBlock part = block;
            part.rows = std::min(kRows, block.rows - i);
            part.cols = 1;
            part.acc = block.acc + j * block.acc_step;
            widen(block.in + i * block.row_stride + j * block.col_stride, block.row_stride,
                  reinterpret_cast<char*>(values), sizeof(float), part.rows);
            part.in = reinterpret_cast<const char*>(values);
            part.row_stride = sizeof(float);
            multiply_rows<float>(part, products, skips_nan);
        }
    }
}

bool skips_nan(const ReduceLoop& loop) noexcept { return std::strcmp(loop.op, "nan_multiply") == 0; }

}  // namespace

bool has_odd_product(const ReduceLoop& loop, const char* products, int64_t count) noexcept {
    if (std::strcmp(loop.op, "multiply") != 0 && !skips_nan(loop)) return false;
    switch (loop.signature[3]) {
        case 'f':
            return any_odd<float>(products, count);
        case 'd':
            return any_odd<double>(products, count);
        case 'F':
            return any_odd<Complex64>(products, count);
        case 'D':
            return any_odd<Complex128>(products, count);
        default:
            return false;
    }
}

void multiply_in_order(const ReduceLoop& loop, const ReducePlan& plan, const ReduceStage& stage, const ReduceTile& tile,
                       const char* fill, char* products) noexcept {
    const bool skips = skips_nan(loop);
    const auto multiply = [&](const ReduceBlock& block) {
        switch (loop.signature[0]) {
            case 'e':
                multiply_halves(*stage.kernels, block, products, skips);
                return true;
            case 'f':
                multiply_rows<float>(block, products, skips);
                return true;
            case 'd':
                multiply_rows<double>(block, products, skips);
                return true;
            case 'F':
                multiply_rows<Complex64>(block, products, skips);
                return true;
            default:
                multiply_rows<Complex128>(block, products, skips);
                return true;
        }
    };
    for (int64_t chunk = 0; chunk < plan.chunks; chunk++) {
        walk_reduction(plan, tile, chunk, false, [&](const ReduceBlock& block) {
            return stage.needed() ? stage.run(block, fill, 0, multiply) : multiply(block);
        });
    }
}

}  // namespace strided
