// In place of native/kernels/dispatch.cc, which asks gcc for features of the processor that clang cannot be asked for:
// the one ISA level that the fuzzers have.
#include "native/kernels/dispatch.h"

namespace strided {

namespace STRIDED_LEVEL {
const KernelTable& kernel_table() noexcept;
}

const KernelTable* select_kernels(const char*, const char**) noexcept { return &STRIDED_LEVEL::kernel_table(); }

}  // namespace strided
