#include "native/kernels/dispatch.h"

#include <cstring>

namespace strided {

#define STRIDED_DECLARE_LEVEL(level)            \
    namespace level {                           \
    const KernelTable& kernel_table() noexcept; \
    }
// A build for tests may have some of the levels only.
#ifdef STRIDED_HAVE_V2
STRIDED_DECLARE_LEVEL(v2)
#endif
#ifdef STRIDED_HAVE_V3
STRIDED_DECLARE_LEVEL(v3)
#endif
#ifdef STRIDED_HAVE_V4
STRIDED_DECLARE_LEVEL(v4)
#endif
#ifdef STRIDED_HAVE_BASELINE
STRIDED_DECLARE_LEVEL(baseline)
#endif
#undef STRIDED_DECLARE_LEVEL

namespace {

struct Level {
    const char* name;
    bool (*runs_here)() noexcept;
    const KernelTable& (*table)() noexcept;
    const char* lacking;  // the error when it is forced on a CPU without it
};

// The features that the compiler may use for each level of the x86-64 psABI; the check includes the
// operating system's support for the wide registers.
#if defined(__x86_64__)
[[maybe_unused]] bool runs_v2() noexcept {
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("popcnt");
}
[[maybe_unused]] bool runs_v3() noexcept {
    return runs_v2() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("f16c") &&
           __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("movbe");
}
[[maybe_unused]] bool runs_v4() noexcept {
    return runs_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}

// Highest first.
constinit const Level kLevels[] = {
#ifdef STRIDED_HAVE_V4
    {"v4", runs_v4, v4::kernel_table, "STRIDED_ISA=v4: this CPU lacks AVX-512 (x86-64-v4); use v3 or v2"},
#endif
#ifdef STRIDED_HAVE_V3
    {"v3", runs_v3, v3::kernel_table, "STRIDED_ISA=v3: this CPU lacks AVX2 or FMA (x86-64-v3); use v2"},
#endif
#ifdef STRIDED_HAVE_V2
    {"v2", runs_v2, v2::kernel_table, "STRIDED_ISA=v2: this CPU lacks SSE4.2 (x86-64-v2), which is the least needed"},
#endif
};
constexpr const char* kUnknown = "STRIDED_ISA names no instruction set of this build; use v2, v3 or v4";
constexpr const char* kNone = "this CPU lacks SSE4.2 (x86-64-v2), which is the least needed";
#else
bool runs_always() noexcept { return true; }

constinit const Level kLevels[] = {{"baseline", runs_always, baseline::kernel_table, ""}};
constexpr const char* kUnknown = "STRIDED_ISA names no instruction set of this build; use baseline";
constexpr const char* kNone = "";
#endif

}  // namespace

const KernelTable* select_kernels(const char* forced, const char** error) noexcept {
    const bool any = forced == nullptr || forced[0] == '\0';
    for (const Level& level : kLevels) {
        if (!any && std::strcmp(forced, level.name) != 0) continue;
        if (level.runs_here()) return &level.table();
        if (!any) {
            *error = level.lacking;
            return nullptr;
        }
    }
    *error = any ? kNone : kUnknown;
    return nullptr;
}

}  // namespace strided
