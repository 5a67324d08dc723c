#pragma once
#include <cstdint>

#include "native/core/half.h"

namespace strided {

// The half nearest to a double, ties to even, rounded once.
Half half_of(double value) noexcept;
double value_of(Half half) noexcept;

}  // namespace strided
