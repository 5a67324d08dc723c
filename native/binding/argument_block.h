#pragma once
#include <node_api.h>

#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/loops/elementwise.h"

namespace strided {

// Memory that JavaScript handed over for one call.
struct Buffer {
    char* data = nullptr;
    int64_t length = 0;
};
Status buffer_of(napi_env env, napi_value value, Buffer* buffer) noexcept;

// The memory through which shapes, strides, offsets and scalars travel: reading them from JavaScript arrays would cost
// more than the work on a small array. JavaScript writes doubles; the layout below is told to it at load (module.cc).
// Everything read here is untrusted: it is decoded into locals and checked first.
struct BlockLayout {
    static constexpr int ndim = 0;
    static constexpr int parameters = 1;  // 15 slots whose meaning is each call's own
    static constexpr int operands = 16;   // (byte offset, dtype) each
    static constexpr int shape = 32;
    static constexpr int strides = 96;   // kMaxDims slots per operand
    static constexpr int scalars = 416;  // 16 bytes each, 64-byte aligned
    static constexpr int scalar_count = 8;
    static constexpr int results = 432;
    static constexpr int run = 448;    // elementwise_call.cc: length, dtypes, then an offset per operand
    static constexpr int plane = 456;  // elementwise_call.cc: rows, columns, dtypes, then offset and strides of the two
    static constexpr int named = 472;  // elementwise_call.cc: the kernel, then a block's number per operand
    static constexpr int size = 512;
};

class ArgumentBlock {
  public:
    double* slots() noexcept { return slots_; }

    // An integer that a double holds exactly; false for anything else.
    [[nodiscard]] bool integer(int slot, int64_t* value) const noexcept {
        const double number = slots_[slot];
        // Also false for NaN.
        if (!(number >= -kExactIntegers && number <= kExactIntegers)) return false;
        *value = static_cast<int64_t>(number);
        return static_cast<double>(*value) == number;
    }
    [[nodiscard]] bool integer(int slot, int64_t low, int64_t high, int64_t* value) const noexcept {
        return integer(slot, value) && *value >= low && *value <= high;
    }

    // Reads ndim and shape; dimensions are not negative and their product with 16 bytes fits 63 bits.
    Status shape(int* ndim, int64_t* shape) const noexcept;

    // Reads operand k and finds its memory in `buffer` (an ArrayBuffer, or a typed array over a SharedArrayBuffer);
    // every element that the shape reaches lies inside it, or the answer is buffer_bounds.
    Status operand(napi_env env, napi_value buffer, int k, int ndim, const int64_t* shape,
                   Operand* operand) const noexcept;

    // The same in memory that was found, of an operand whose dtype is known and whose offset and strides stand in slots
    // of their own.
    Status operand_in(const Buffer& buffer, int offset_slot, int strides_slot, int ndim, const int64_t* shape,
                      Operand* operand) const noexcept;

  private:
    // The largest range in which every integer is a double of its own.
    static constexpr double kExactIntegers = 9007199254740992.0;

    alignas(64) double slots_[BlockLayout::size] = {};
};

}  // namespace strided
