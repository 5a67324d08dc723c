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
    kernels.vectors = &vector_sorts();
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
