#pragma once
#include "native/kernels/sort/sort_kernels.h"
#include "native/kernels/sort/vector_sort_table.h"

namespace strided::STRIDED_LEVEL {

LoadKeysFn load_keys_kernel(DType dtype) noexcept;    // keys.cc
StoreKeysFn store_keys_kernel(DType dtype) noexcept;  // keys.cc

// `kernels` points at the entry of the key size; each fills its own members.
void add_sort_kernels(KeyKernels* by_width) noexcept;     // sort.cc
void add_argsort_kernels(KeyKernels* by_width) noexcept;  // argsort.cc
void add_select_kernels(KeyKernels* by_width) noexcept;   // select.cc
void add_search_kernels(KeyKernels* by_width) noexcept;   // search.cc

void add_vector_sorts_32(VectorSorts& sorts) noexcept;  // vector_sort_32.cc
void add_vector_sorts_64(VectorSorts& sorts) noexcept;  // vector_sort_64.cc

// All of them.
SortKernels sort_kernels() noexcept;  // table.cc

}  // namespace strided::STRIDED_LEVEL
