// glibc 2.35 gave hypot and hypotf a second version. The first computes the same, and lets the addon load from glibc
// 2.34 on. The linker sends all calls here (--wrap).
#include <cstdlib>

#if defined(__GLIBC__) && (defined(__x86_64__) || defined(__aarch64__))

#if defined(__x86_64__)
#define STRIDED_FIRST_GLIBC "GLIBC_2.2.5"
#else
#define STRIDED_FIRST_GLIBC "GLIBC_2.17"
#endif

__asm__(".symver strided_first_hypot, hypot@" STRIDED_FIRST_GLIBC);
__asm__(".symver strided_first_hypotf, hypotf@" STRIDED_FIRST_GLIBC);

extern "C" {

double strided_first_hypot(double x, double y) noexcept;
float strided_first_hypotf(float x, float y) noexcept;

double __wrap_hypot(double x, double y) noexcept { return strided_first_hypot(x, y); }
float __wrap_hypotf(float x, float y) noexcept { return strided_first_hypotf(x, y); }
}

#elif !defined(__APPLE__)

extern "C" {

double __real_hypot(double x, double y) noexcept;
float __real_hypotf(float x, float y) noexcept;

double __wrap_hypot(double x, double y) noexcept { return __real_hypot(x, y); }
float __wrap_hypotf(float x, float y) noexcept { return __real_hypotf(x, y); }
}

#endif
