// In place of native/kernels/dispatch.cc, which asks gcc for features of the processor that clang cannot be asked for:
// the one ISA level that the fuzzers have.
#include <cstdlib>

#include "native/kernels/dispatch.h"

namespace strided {

namespace STRIDED_LEVEL {
const KernelTable& kernel_table() noexcept;
}

const KernelTable* select_kernels(const char*, const char**) noexcept { return &STRIDED_LEVEL::kernel_table(); }

}  // namespace strided

// Highway calls it where a call of its own is wrong; at -O1 the calls that cannot happen are still there.
namespace hwy {
[[noreturn]] void Abort(const char*, int, const char*, ...);
void Abort(const char*, int, const char*, ...) { std::abort(); }
}  // namespace hwy
