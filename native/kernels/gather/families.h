#pragma once
#include "native/core/dtype.h"
#include "native/kernels/gather_table.h"

// What the units of this folder show each other and the level's table.
namespace strided::STRIDED_LEVEL {

GatherKernels gather_kernels() noexcept;  // indices.cc

void gather_items(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride,
                  int64_t bytes) noexcept;  // items.cc
void scatter_items(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride,
                   int64_t bytes) noexcept;
MaskKernels mask_kernels() noexcept;  // masks.cc

}  // namespace strided::STRIDED_LEVEL
