#pragma once
// Highway's vectors for units that need more than plain loops. It takes an x86-64-v3 build for SSSE3 unless told that
// AES and carry-less multiply are not wanted.
#ifndef HWY_DISABLE_PCLMUL_AES
#define HWY_DISABLE_PCLMUL_AES
#endif
#include <hwy/cache_control.h>
#include <hwy/highway.h>

#if defined(__AVX512F__)
static_assert(HWY_STATIC_TARGET == HWY_AVX3, "the unit must use what its level offers");
#elif defined(__AVX2__)
static_assert(HWY_STATIC_TARGET == HWY_AVX2, "the unit must use what its level offers");
#elif defined(__SSE4_2__)
static_assert(HWY_STATIC_TARGET == HWY_SSE4, "the unit must use what its level offers");
#endif

namespace strided::STRIDED_LEVEL {
namespace hn = hwy::HWY_NAMESPACE;
}  // namespace strided::STRIDED_LEVEL
