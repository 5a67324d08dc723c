#pragma once
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "native/core/limits.h"
#include "native/linalg/lapack.h"
#include "native/linalg/lapack_task.h"
#include "native/memory/scratch.h"

// What all LAPACK tasks share: matrices in column-major work space, gathered from strided operands and scattered back.
namespace strided::lapack {

// Work space of n items; `ok` becomes false where there is no memory.
template <class T>
T* items(Scratch* scratch, int64_t n, bool* ok) noexcept {
    int64_t bytes;
    char* data = checked_mul(std::max<int64_t>(n, 1), static_cast<int64_t>(sizeof(T)), &bytes)
                     ? scratch->allocate(bytes)
                     : nullptr;
    if (data == nullptr) *ok = false;
    return reinterpret_cast<T*>(data);
}

// The operand as a column-major matrix with leading dimension `leading`.
template <class T>
void gather(Copy2dFn copy, const LapackOperand& o, const char* from, T* to, int64_t leading) noexcept {
    if (o.rows == 0 || o.cols == 0) return;
    copy(from, o.col, o.row, reinterpret_cast<char*>(to), leading * static_cast<int64_t>(sizeof(T)), o.cols, o.rows,
         sizeof(T));
}

template <class T>
void scatter(Copy2dFn copy, const LapackOperand& o, const T* from, int64_t leading, char* to) noexcept {
    constexpr int64_t kItem = sizeof(T);
    if (o.rows == 0 || o.cols == 0) return;
    if (o.col == kItem || o.cols == 1) {
        copy(reinterpret_cast<const char*>(from), kItem, leading * kItem, to, o.row, o.rows, o.cols, kItem);
        return;
    }
    if (o.row == kItem) {
        copy(reinterpret_cast<const char*>(from), leading * kItem, kItem, to, o.col, o.cols, o.rows, kItem);
        return;
    }
    for (int64_t i = 0; i < o.rows; i++) {
        for (int64_t j = 0; j < o.cols; j++) std::memcpy(to + i * o.row + j * o.col, from + i + j * leading, sizeof(T));
    }
}

// The operand transposed.
inline LapackOperand turned(LapackOperand o) noexcept {
    std::swap(o.rows, o.cols);
    std::swap(o.row, o.col);
    return o;
}

template <class T>
T not_a_number() noexcept {
    if constexpr (kIsComplex<T>) {
        const auto nan = std::numeric_limits<Real<T>>::quiet_NaN();
        return {nan, nan};
    } else {
        return std::numeric_limits<T>::quiet_NaN();
    }
}

template <class T>
void fill_not_a_number(const LapackOperand& o, char* to) noexcept {
    const T nan = not_a_number<T>();
    for (int64_t i = 0; i < o.rows; i++) {
        for (int64_t j = 0; j < o.cols; j++) std::memcpy(to + i * o.row + j * o.col, &nan, sizeof(T));
    }
}

// A best length as LAPACK's query gives it, rounded up where float32 cannot hold it.
template <class T>
int length_of(T answer) noexcept {
    if constexpr (kIsComplex<T>) {
        return length_of(answer.re);
    } else {
        const double length = std::ceil(static_cast<double>(answer) * (1 + std::numeric_limits<T>::epsilon()));
        return static_cast<int>(std::clamp(length, 1.0, 2147483647.0));
    }
}

inline int as_int(int64_t n) noexcept { return static_cast<int>(n); }
inline int at_least_one(int64_t n) noexcept { return static_cast<int>(std::max<int64_t>(1, n)); }

}  // namespace strided::lapack
