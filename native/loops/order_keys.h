#pragma once
#include "native/core/dtype.h"

namespace strided {

inline constexpr int64_t kOrderGrain = 16384;  // elements worth a thread

// The type whose keys stand for a dtype.
inline DType staged_type(DType dtype) noexcept {
    switch (dtype) {
        case DType::UInt32:
        case DType::Int64:
            return DType::Int64;
        case DType::Float16:
        case DType::Float32:
            return DType::Float32;
        case DType::UInt64:
        case DType::Float64:
        case DType::Complex64:
        case DType::Complex128:
            return dtype;
        default:
            return DType::Int32;
    }
}

inline bool may_be_nan(DType dtype) noexcept { return dtype >= DType::Float16; }

}  // namespace strided
