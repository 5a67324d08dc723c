#include "native/kernels/sort/vector_sort.h"

namespace strided::STRIDED_LEVEL {

void add_vector_sorts_32(VectorSorts& sorts) noexcept {
    sorts.by_dtype[static_cast<int>(DType::Int32)] = &kVectorSort<int32_t>;
    sorts.by_dtype[static_cast<int>(DType::UInt32)] = &kVectorSort<uint32_t>;
    sorts.by_dtype[static_cast<int>(DType::Float32)] = &kVectorSort<float>;
}

}  // namespace strided::STRIDED_LEVEL
