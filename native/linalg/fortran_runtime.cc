#include <sys/resource.h>

#include <cstddef>
#include <cstring>

// The two symbols OpenBLAS's LAPACK takes from the Fortran runtime, which is not linked.
extern "C" {

// dest = a // b, padded with blanks or cut to dest_length.
void _gfortran_concat_string(size_t dest_length, char* dest, size_t a_length, const char* a, size_t b_length,
                             const char* b) {
    const size_t from_a = a_length < dest_length ? a_length : dest_length;
    std::memcpy(dest, a, from_a);
    size_t rest = dest_length - from_a;
    const size_t from_b = b_length < rest ? b_length : rest;
    std::memcpy(dest + from_a, b, from_b);
    rest -= from_b;
    std::memset(dest + from_a + from_b, ' ', rest);
}

// Seconds of processor time: total, and values[0] = user, values[1] = system.
void _gfortran_etime(float* values, float* total) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<float>(static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec));
    };
    values[0] = seconds(usage.ru_utime);
    values[1] = seconds(usage.ru_stime);
    *total = values[0] + values[1];
}

}  // extern "C"
