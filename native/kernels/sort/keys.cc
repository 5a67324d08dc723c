#include "native/kernels/sort/key_map.h"
#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {
namespace {

template <class T, bool kZerosEqual>
void load_run(const char* src, int64_t stride, char* keys, int64_t n) noexcept {
    using K = KeyOf<T>;
    K* out = reinterpret_cast<K*>(keys);
    if (stride == static_cast<int64_t>(sizeof(T))) {
        for (int64_t i = 0; i < n; i++) {
            K bits;
            __builtin_memcpy(&bits, src + i * static_cast<int64_t>(sizeof(T)), sizeof(K));
            out[i] = key_of_bits<T>(bits, kZerosEqual);
        }
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        K bits;
        __builtin_memcpy(&bits, src + i * stride, sizeof(K));
        out[i] = key_of_bits<T>(bits, kZerosEqual);
    }
}

template <class T>
void load_keys(const char* src, int64_t stride, char* keys, int64_t n, bool zeros_equal) noexcept {
    if (kIsFloatKey<T> && zeros_equal) {
        load_run<T, true>(src, stride, keys, n);
    } else {
        load_run<T, false>(src, stride, keys, n);
    }
}

// Any byte but 0 is true.
void load_bool_keys(const char* src, int64_t stride, char* keys, int64_t n, bool) noexcept {
    for (int64_t i = 0; i < n; i++) keys[i] = src[i * stride] != 0;
}

template <class T>
void store_keys(const char* keys, char* dst, int64_t stride, int64_t n) noexcept {
    using K = KeyOf<T>;
    const K* in = reinterpret_cast<const K*>(keys);
    if (stride == static_cast<int64_t>(sizeof(T))) {
        for (int64_t i = 0; i < n; i++) {
            const K bits = bits_of_key<T>(in[i]);
            __builtin_memcpy(dst + i * static_cast<int64_t>(sizeof(T)), &bits, sizeof(K));
        }
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        const K bits = bits_of_key<T>(in[i]);
        __builtin_memcpy(dst + i * stride, &bits, sizeof(K));
    }
}

}  // namespace

LoadKeysFn load_keys_kernel(DType dtype) noexcept {
    switch (dtype) {
        case DType::Bool:
            return load_bool_keys;
        case DType::Int8:
            return load_keys<int8_t>;
        case DType::Int16:
            return load_keys<int16_t>;
        case DType::Int32:
            return load_keys<int32_t>;
        case DType::Int64:
            return load_keys<int64_t>;
        case DType::UInt8:
            return load_keys<uint8_t>;
        case DType::UInt16:
            return load_keys<uint16_t>;
        case DType::UInt32:
            return load_keys<uint32_t>;
        case DType::UInt64:
            return load_keys<uint64_t>;
        case DType::Float16:
            return load_keys<Half>;
        case DType::Float32:
            return load_keys<float>;
        case DType::Float64:
            return load_keys<double>;
        default:
            return nullptr;
    }
}

StoreKeysFn store_keys_kernel(DType dtype) noexcept {
    switch (dtype) {
        case DType::Bool:
            return store_keys<uint8_t>;
        case DType::Int8:
            return store_keys<int8_t>;
        case DType::Int16:
            return store_keys<int16_t>;
        case DType::Int32:
            return store_keys<int32_t>;
        case DType::Int64:
            return store_keys<int64_t>;
        case DType::UInt8:
            return store_keys<uint8_t>;
        case DType::UInt16:
            return store_keys<uint16_t>;
        case DType::UInt32:
            return store_keys<uint32_t>;
        case DType::UInt64:
            return store_keys<uint64_t>;
        case DType::Float16:
            return store_keys<Half>;
        case DType::Float32:
            return store_keys<float>;
        case DType::Float64:
            return store_keys<double>;
        default:
            return nullptr;
    }
}

}  // namespace strided::STRIDED_LEVEL
