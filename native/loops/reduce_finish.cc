#include "native/loops/reduce_finish.h"

#include <cmath>
#include <cstring>

#include "native/core/complex.h"
#include "native/loops/reduce_stage.h"

namespace strided {
namespace {

// Quotients are taken in float64 and rounded once: NumPy divides by an int64.
template <class T>
void divide_reals(T* values, int64_t n, const double* divisors, bool root) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const T quotient = static_cast<T>(static_cast<double>(values[i]) / divisors[i]);
        values[i] = root ? std::sqrt(quotient) : quotient;
    }
}

// NumPy's complex division, for a divisor without imaginary part.
template <class T>
void divide_complex(Complex<T>* values, int64_t n, const double* divisors) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const double re = static_cast<double>(values[i].re);
        const double im = static_cast<double>(values[i].im);
        const double ratio = 0.0 / divisors[i];
        const double scale = 1.0 / divisors[i];
        values[i] = {static_cast<T>((re + im * ratio) * scale), static_cast<T>((im - re * ratio) * scale)};
    }
}

template <class T>
void to_quotients(char* values, int64_t n, const double* divisors) noexcept {
    for (int64_t i = 0; i < n; i++) {
        T sum;
        std::memcpy(&sum, values + i * 8, 8);
        const double quotient = static_cast<double>(sum) / divisors[i];
        std::memcpy(values + i * 8, &quotient, 8);
    }
}

}  // namespace

void ReduceFinish::divide(const ReducePlan& plan, const ReduceTile& tile, char* values) const noexcept {
    constexpr int64_t kPart = 512;
    double divisors[kPart];
    const bool root = step == Step::deviation;
    const double less = step == Step::mean ? 0 : ddof;
    const auto divisor = [&](double count) { return step == Step::mean ? count : std::fmax(count - less, 0.0); };
    const int size = item_size(acc);
    const auto divide_part = [&](char* part, int64_t n) {
        switch (acc) {
            case DType::Float32:
                return divide_reals(reinterpret_cast<float*>(part), n, divisors, root);
            case DType::Float64:
                return divide_reals(reinterpret_cast<double*>(part), n, divisors, root);
            case DType::Complex64:
                return divide_complex(reinterpret_cast<Complex64*>(part), n, divisors);
            case DType::Complex128:
                return divide_complex(reinterpret_cast<Complex128*>(part), n, divisors);
            case DType::Int64:
                return to_quotients<int64_t>(part, n, divisors);
            case DType::UInt64:
                return to_quotients<uint64_t>(part, n, divisors);
            default:
                return;
        }
    };
    if (!counted) {
        const int64_t filled = tile.count < kPart ? tile.count : kPart;
        for (int64_t i = 0; i < filled; i++) divisors[i] = divisor(static_cast<double>(this->size));
        for (int64_t i = 0; i < tile.count; i += kPart) {
            divide_part(values + i * size, tile.count - i < kPart ? tile.count - i : kPart);
        }
        return;
    }
    walk_outputs(plan, tile, kReduceCount, [&](int64_t first, int64_t offset, int64_t stride, int64_t n) {
        for (int64_t i = 0; i < n; i += kPart) {
            const int64_t m = n - i < kPart ? n - i : kPart;
            for (int64_t j = 0; j < m; j++) {
                const char* at = plan.data[kReduceCount] + offset + (i + j) * stride;
                divisors[j] = divisor(static_cast<double>(*reinterpret_cast<const int64_t*>(at)));
            }
            divide_part(values + (first + i) * size, m);
        }
    });
}

void ReduceFinish::write(const ReducePlan& plan, const ReduceTile& tile, char* values) const noexcept {
    DType held = acc;
    if (step != Step::none) {
        divide(plan, tile, values);
        if (held == DType::Int64 || held == DType::UInt64) held = DType::Float64;
    }
    alignas(64) char cast_values[ReducePlan::kMostTileOutputs * kMaxItemSize];
    const int size = item_size(out);
    if (held != out) {
        kernels->casts[static_cast<int>(held)][static_cast<int>(out)](values, item_size(held), cast_values, size,
                                                                      tile.count);
        values = cast_values;
    }
    walk_outputs(plan, tile, kReduceOut, [&](int64_t first, int64_t offset, int64_t stride, int64_t n) {
        copy_items(size, values + first * size, size, plan.data[kReduceOut] + offset, stride, n);
    });
}

}  // namespace strided
