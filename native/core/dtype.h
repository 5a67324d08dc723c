#pragma once
#include <cstdint>

#include "native/core/complex.h"
#include "native/core/half.h"

namespace strided {

// The element types, in the order of lib/dtype.ts (a test compares both).
enum class DType : uint8_t {
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float16,
    Float32,
    Float64,
    Complex64,
    Complex128,
};

inline constexpr int kDTypeCount = 14;
inline constexpr int kMaxItemSize = 16;

inline constexpr const char* kDTypeNames[kDTypeCount] = {
    "bool",   "int8",   "int16",   "int32",   "int64",   "uint8",     "uint16",
    "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128",
};

inline constexpr int8_t kItemSizes[kDTypeCount] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16};

// NumPy's one-letter codes, as loop signatures spell them ("dd->d"); l and L are the 64-bit integers.
inline constexpr char kDTypeLetters[kDTypeCount + 1] = "?bhilBHILefdFD";

constexpr int item_size(DType dtype) noexcept { return kItemSizes[static_cast<int>(dtype)]; }

// Complex values align as their parts do.
constexpr int item_alignment(DType dtype) noexcept {
    if (dtype == DType::Complex64) return 4;
    if (dtype == DType::Complex128) return 8;
    return item_size(dtype);
}

// Returns kDTypeCount for a letter that names no dtype.
constexpr int dtype_of_letter(char letter) noexcept {
    for (int i = 0; i < kDTypeCount; i++) {
        if (kDTypeLetters[i] == letter) return i;
    }
    return kDTypeCount;
}

}  // namespace strided
