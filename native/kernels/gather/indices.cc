#include "native/kernels/gather/families.h"
#include "native/kernels/half_float.h"

namespace strided::STRIDED_LEVEL {
namespace {

// What stands for a number that is no integer of 64 bits: outside of any axis.
constexpr int64_t kNoIndex = INT64_MIN;

template <class T>
[[gnu::always_inline]] inline T load(const char* at) noexcept {
    T value;
    __builtin_memcpy(&value, at, sizeof(T));
    return value;
}

[[gnu::always_inline]] inline double number_of(Half value) noexcept { return half_to_float(value); }
template <class T>
[[gnu::always_inline]] inline double number_of(T value) noexcept {
    return static_cast<double>(value);
}

// The value as an index; floats by way of double, which holds each of them.
template <class T>
[[gnu::always_inline]] inline int64_t index_of(T value) noexcept {
    if constexpr (static_cast<T>(0.5) == T{}) {
        const int64_t index = static_cast<int64_t>(value);
        // Only uint64 has values beyond.
        if constexpr (sizeof(T) == 8 && static_cast<T>(-1) > T{}) return index < 0 ? INT64_MAX : index;
        return index;
    } else {
        const double number = number_of(value);
        const bool fits = number >= -0x1p62 && number <= 0x1p62;
        const int64_t index = static_cast<int64_t>(fits ? number : 0.0);
        return fits && static_cast<double>(index) == number ? index : kNoIndex;
    }
}
template <>
[[gnu::always_inline]] inline int64_t index_of<Half>(Half value) noexcept {
    return index_of<double>(number_of(value));
}

int64_t floor_modulo(int64_t index, int64_t length) noexcept {
    if (index >= 0 && index < length) return index;
    const int64_t rest = index % length;
    return rest < 0 ? rest + length : rest;
}

// Places of whole indices by the axis's rule; false where one is outside of it. (Values that are const are taken for
// uninitialised ones by GCC 12.)
bool place(int64_t* values, int64_t n, const IndexAxis& axis, int64_t* offsets) noexcept {
    const int64_t length = axis.length;
    const int64_t step = axis.step;
    if (length == 0) return n == 0;
    switch (axis.mode) {
        case IndexMode::raise: {
            uint64_t outside = 0;
            for (int64_t i = 0; i < n; i++) {
                const int64_t counted = values[i] + (values[i] < 0 ? length : 0);
                outside |= static_cast<uint64_t>(static_cast<uint64_t>(counted) >= static_cast<uint64_t>(length));
                // Unsigned: what is outside may be anything, and is not used.
                offsets[i] = static_cast<int64_t>(static_cast<uint64_t>(offsets[i]) +
                                                  static_cast<uint64_t>(counted) * static_cast<uint64_t>(step));
            }
            return outside == 0;
        }
        case IndexMode::wrap:
            for (int64_t i = 0; i < n; i++) {
                if (values[i] == kNoIndex) return false;
                offsets[i] += floor_modulo(values[i], length) * step;
            }
            return true;
        default:
            for (int64_t i = 0; i < n; i++) {
                if (values[i] == kNoIndex) return false;
                const int64_t low = values[i] < 0 ? 0 : values[i];
                offsets[i] += (low >= length ? length - 1 : low) * step;
            }
            return true;
    }
}

int64_t first_outside(const int64_t* values, int64_t n, const IndexAxis& axis) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const int64_t index = values[i];
        if (index == kNoIndex || axis.length == 0) return i;
        if (axis.mode == IndexMode::raise && (index < -axis.length || index >= axis.length)) return i;
    }
    return 0;
}

template <class T>
int64_t indices(const char* index, int64_t stride, int64_t n, const IndexAxis& axis, int64_t* offsets,
                double* bad) noexcept {
    int64_t values[kIndexBlock];
    if (stride == static_cast<int64_t>(sizeof(T))) {
        for (int64_t i = 0; i < n; i++) values[i] = index_of<T>(load<T>(index + i * sizeof(T)));
    } else {
        for (int64_t i = 0; i < n; i++) values[i] = index_of<T>(load<T>(index + i * stride));
    }
    if (place(values, n, axis, offsets)) return -1;
    const int64_t at = first_outside(values, n, axis);
    // For the message alone; a fraction was not kept.
    *bad = values[at] == kNoIndex ? number_of(load<T>(index + at * stride)) : static_cast<double>(values[at]);
    return at;
}

IndexFn index_kernel(DType dtype) noexcept {
    switch (dtype) {
        case DType::Int8:
            return indices<int8_t>;
        case DType::Int16:
            return indices<int16_t>;
        case DType::Int32:
            return indices<int32_t>;
        case DType::Int64:
            return indices<int64_t>;
        case DType::UInt8:
            return indices<uint8_t>;
        case DType::UInt16:
            return indices<uint16_t>;
        case DType::UInt32:
            return indices<uint32_t>;
        case DType::UInt64:
            return indices<uint64_t>;
        case DType::Float16:
            return indices<Half>;
        case DType::Float32:
            return indices<float>;
        case DType::Float64:
            return indices<double>;
        default:
            return nullptr;
    }
}

}  // namespace

GatherKernels gather_kernels() noexcept {
    GatherKernels kernels{};
    for (int dtype = 0; dtype < kDTypeCount; dtype++) kernels.indices[dtype] = index_kernel(static_cast<DType>(dtype));
    kernels.gather = gather_items;
    kernels.scatter = scatter_items;
    kernels.mask = mask_kernels();
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
