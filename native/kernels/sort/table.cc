#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {

SortKernels sort_kernels() noexcept {
    SortKernels kernels{};
    for (int i = 0; i < kDTypeCount; i++) {
        kernels.load[i] = load_keys_kernel(static_cast<DType>(i));
        kernels.store[i] = store_keys_kernel(static_cast<DType>(i));
    }
    add_sort_kernels(kernels.keys);
    add_argsort_kernels(kernels.keys);
    add_select_kernels(kernels.keys);
    add_search_kernels(kernels.keys);
    add_vector_sorts_32(kernels.vectors);
    add_vector_sorts_64(kernels.vectors);
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
