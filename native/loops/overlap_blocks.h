#pragma once
#include <algorithm>
#include <cstdint>

namespace strided {

// A sliding product with many taps, cut into blocks of one transform's length: a block of `length` elements gives
// length − m + 1 results (overlap-save).
struct OverlapBlocks {
    int64_t length;
    int64_t results;
    int64_t count;

    OverlapBlocks(int64_t m, int64_t outputs, int64_t least_length) noexcept {
        length = least_length;
        // Blocks of four times the taps waste a quarter; longer ones cost more passes and leave the cache.
        while (length < 4 * m && length < m + outputs - 1) length *= 2;
        results = length - m + 1;
        count = (outputs + results - 1) / results;
    }
};

}  // namespace strided
