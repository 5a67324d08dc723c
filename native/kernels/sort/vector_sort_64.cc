#include "native/kernels/sort/vector_sort.h"

namespace strided::STRIDED_LEVEL {

void add_vector_sorts_64(VectorSorts& sorts) noexcept {
    sorts.by_dtype[static_cast<int>(DType::Int64)] = &kVectorSort<int64_t>;
    sorts.by_dtype[static_cast<int>(DType::UInt64)] = &kVectorSort<uint64_t>;
    sorts.by_dtype[static_cast<int>(DType::Float64)] = &kVectorSort<double>;
}

}  // namespace strided::STRIDED_LEVEL
