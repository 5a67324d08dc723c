#pragma once
#include "native/kernels/kernel_table.h"

namespace strided {

// Chooses the kernels once, at load: the highest ISA level that both this build holds and this CPU runs, or the one
// forced by name ("v2", "v3", "v4", "baseline"; STRIDED_ISA, read by the caller). Where forced names
// none of them or one that the CPU lacks, returns nullptr and points *error at why. nullptr or "" forces nothing.
const KernelTable* select_kernels(const char* forced, const char** error) noexcept;

}  // namespace strided
