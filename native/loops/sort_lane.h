#pragma once
#include <cstdint>

#include "native/kernels/kernel_table.h"
#include "native/kernels/sort/vector_sort_table.h"
#include "native/loops/thread_pool.h"

// Sorting one run of keys with all threads, or with the caller's alone.
namespace strided {

// The threads for one run: nullptr for the caller's only.
struct Workers {
    ThreadPool* pool;

    int threads() const noexcept { return pool == nullptr ? 1 : pool->threads(); }
    void for_ranges(int64_t n, int64_t grain, RangeBody body) const noexcept {
        if (pool == nullptr) {
            if (n > 0) body(0, n);
        } else {
            pool->for_ranges(n, grain, body);
        }
    }
};

// Keys for one thread at least.
inline constexpr int64_t kKeyGrain = 1 << 15;

// Sorts n elements of src into dst, which is src or apart from it; spare has room for as many.
void sort_elements(const VectorSort& kernel, Workers workers, int64_t size, const char* src, char* dst, char* spare,
                   int64_t n) noexcept;

// The same for an element of rank k only: none above it stands before it, none below it behind.
void select_element(const VectorSort& kernel, Workers workers, int64_t size, const char* src, char* dst, char* spare,
                    int64_t n, int64_t k) noexcept;

// Sorts n keys of 1 << width bytes; returns which of the two buffers holds them.
char* sort_run(const SortKernels& kernels, Workers workers, int width, char* keys, char* spare, int64_t n) noexcept;

// Stable places of n keys, which are left as they are. words and spare hold n 64-bit words each.
void argsort_run(const SortKernels& kernels, Workers workers, int width, const char* keys, char* words, char* spare,
                 int64_t n, int64_t* index) noexcept;

}  // namespace strided
