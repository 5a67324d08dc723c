#pragma once
#include <cstdint>

namespace strided {

// IEEE 754 binary16 as stored; arithmetic on it happens in float32 (see kernels/half_float.h).
struct Half {
    uint16_t bits;
};

}  // namespace strided
