#include "native/loops/ramp.h"

namespace strided {
namespace {

template <class T>
void fill_integers(char* out, int64_t n, const RampValues& values) noexcept {
    T* items = reinterpret_cast<T*>(out);
    const auto start = static_cast<uint64_t>(values.integer_start);
    const auto delta = static_cast<uint64_t>(values.integer_delta);
    for (int64_t i = 0; i < n; i++) items[i] = static_cast<T>(start + static_cast<uint64_t>(i) * delta);
}

template <class T, int kStep>
void fill_floats(char* out, int64_t n, T start, T delta) noexcept {
    T* items = reinterpret_cast<T*>(out);
    for (int64_t i = 0; i < n; i++) items[i * kStep] = start + static_cast<T>(i) * delta;
    if constexpr (kStep == 2) {
        for (int64_t i = 0; i < n; i++) items[i * 2 + 1] = 0;
    }
}

}  // namespace

void fill_ramp(DType dtype, char* out, int64_t n, const RampValues& values) noexcept {
    const auto start = static_cast<float>(values.start);
    const auto delta = static_cast<float>(values.delta);
    switch (dtype) {
        case DType::Bool: {
            for (int64_t i = 0; i < n; i++) out[i] = (values.integer_start + i * values.integer_delta) != 0 ? 1 : 0;
            return;
        }
        case DType::Int8:
        case DType::UInt8:
            return fill_integers<uint8_t>(out, n, values);
        case DType::Int16:
        case DType::UInt16:
            return fill_integers<uint16_t>(out, n, values);
        case DType::Int32:
        case DType::UInt32:
            return fill_integers<uint32_t>(out, n, values);
        case DType::Int64:
        case DType::UInt64:
            return fill_integers<uint64_t>(out, n, values);
        case DType::Float16:
            return;  // the caller fills float32 and casts: one rounding place for halves
        case DType::Float32:
            return fill_floats<float, 1>(out, n, start, delta);
        case DType::Float64:
            return fill_floats<double, 1>(out, n, values.start, values.delta);
        case DType::Complex64:
            return fill_floats<float, 2>(out, n, start, delta);
        case DType::Complex128:
            return fill_floats<double, 2>(out, n, values.start, values.delta);
    }
}

}  // namespace strided
