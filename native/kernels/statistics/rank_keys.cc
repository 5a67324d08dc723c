#include "native/kernels/statistics/families.h"

// Numbers as integers of the same order and back. Every NaN becomes the largest key; zeros keep their sign.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T, class K>
[[gnu::always_inline]] inline K float_key(T x) noexcept {
    constexpr int kTop = 8 * sizeof(K) - 1;
    constexpr K kMost = static_cast<K>(~(K{1} << kTop));
    const K bits = __builtin_bit_cast(K, x);
    const K key = static_cast<K>(bits ^ ((bits >> kTop) & kMost));
    return x == x ? key : kMost;
}

template <class T, class K>
[[gnu::always_inline]] inline T key_float(K key) noexcept {
    constexpr int kTop = 8 * sizeof(K) - 1;
    constexpr K kMost = static_cast<K>(~(K{1} << kTop));
    const T x = __builtin_bit_cast(T, static_cast<K>(key ^ ((key >> kTop) & kMost)));
    return key == kMost ? static_cast<T>(__builtin_nan("")) : x;
}

// Of a pair, the first decides; the second counts up from the least in the lower half.
[[gnu::always_inline]] inline int64_t pair_key(int32_t re, int32_t im) noexcept {
    return (static_cast<int64_t>(re) << 32) | static_cast<uint32_t>(im ^ INT32_MIN);
}
[[gnu::always_inline]] inline __int128 pair_key(int64_t re, int64_t im) noexcept {
    return (static_cast<__int128>(re) << 64) | static_cast<uint64_t>(im ^ INT64_MIN);
}

template <class Value, class K, class Convert>
void convert(const void* from, int64_t n, void* to, const Convert& one) noexcept {
    const Value* values = static_cast<const Value*>(from);
    K* keys = static_cast<K*>(to);
    for (int64_t i = 0; i < n; i++) keys[i] = one(values[i]);
}

// The bytes of an element that is its own key. (The core's table would be a weak symbol of each level.)
constexpr int64_t key_bytes(DType dtype) noexcept {
    switch (dtype) {
        case DType::Bool:
        case DType::Int8:
        case DType::UInt8:
            return 1;
        case DType::Int16:
        case DType::UInt16:
        case DType::Float16:
            return 2;
        case DType::Int32:
        case DType::UInt32:
            return 4;
        default:
            return 8;
    }
}

}  // namespace

void keys_from(DType dtype, const void* values, int64_t n, void* keys) noexcept {
    switch (dtype) {
        case DType::Float32:
            return convert<float, int32_t>(values, n, keys, [](float x) { return float_key<float, int32_t>(x); });
        case DType::Float64:
            return convert<double, int64_t>(values, n, keys, [](double x) { return float_key<double, int64_t>(x); });
        case DType::UInt64:
            return convert<uint64_t, int64_t>(values, n, keys,
                                              [](uint64_t x) { return static_cast<int64_t>(x ^ (uint64_t{1} << 63)); });
        case DType::Complex64:
            return convert<Complex64, int64_t>(values, n, keys, [](Complex64 x) {
                return pair_key(float_key<float, int32_t>(x.re), float_key<float, int32_t>(x.im));
            });
        case DType::Complex128:
            return convert<Complex128, __int128>(values, n, keys, [](Complex128 x) {
                return pair_key(float_key<double, int64_t>(x.re), float_key<double, int64_t>(x.im));
            });
        default:
            __builtin_memcpy(keys, values, static_cast<uint64_t>(n * key_bytes(dtype)));
    }
}

void keys_to(DType dtype, const void* keys, int64_t n, void* values) noexcept {
    switch (dtype) {
        case DType::Float32:
            return convert<int32_t, float>(keys, n, values, [](int32_t k) { return key_float<float, int32_t>(k); });
        case DType::Float64:
            return convert<int64_t, double>(keys, n, values, [](int64_t k) { return key_float<double, int64_t>(k); });
        case DType::UInt64:
            return convert<int64_t, uint64_t>(keys, n, values,
                                              [](int64_t k) { return static_cast<uint64_t>(k) ^ (uint64_t{1} << 63); });
        case DType::Complex64:
            return convert<int64_t, Complex64>(keys, n, values, [](int64_t k) {
                return Complex64{key_float<float, int32_t>(static_cast<int32_t>(k >> 32)),
                                 key_float<float, int32_t>(static_cast<int32_t>(k) ^ INT32_MIN)};
            });
        case DType::Complex128:
            return convert<__int128, Complex128>(keys, n, values, [](__int128 k) {
                return Complex128{key_float<double, int64_t>(static_cast<int64_t>(k >> 64)),
                                  key_float<double, int64_t>(static_cast<int64_t>(k) ^ INT64_MIN)};
            });
        default:
            __builtin_memcpy(values, keys, static_cast<uint64_t>(n * key_bytes(dtype)));
    }
}

}  // namespace strided::STRIDED_LEVEL
