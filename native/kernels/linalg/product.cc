#include "native/kernels/families.h"
#include "native/kernels/linalg/product_stack.h"
#include "native/kernels/linalg/thin_product.h"
#include "native/kernels/linalg/tile_product.h"

// Products of matrices: for every dtype a kernel for small ones and one for a row times a matrix; for the dtypes that
// BLAS does not know, one that makes a tile of a large product; for real floats one that makes a tile of few columns.
namespace strided::STRIDED_LEVEL {
namespace {

template <class Lanes>
constexpr ProductKernels kernels_of() noexcept {
    return {small_products<Lanes>, row_products<Lanes>, TileProduct<Lanes>::run, TileProduct<Lanes>::kScratchBytes};
}

template <class T>
constexpr ProductKernels float_kernels() noexcept {
    using Lanes = FloatLanes<T>;
    return {small_products<Lanes>, row_products<Lanes>, ThinProduct<T>::run, ThinProduct<T>::kScratchBytes};
}

// Large ones are for BLAS.
template <class T>
constexpr ProductKernels complex_kernels() noexcept {
    using Lanes = ComplexLanes<T>;
    return {small_products<Lanes>, row_products<Lanes>, nullptr, 0};
}

}  // namespace

ProductKernels product_kernels(DType dtype) noexcept {
    switch (dtype) {
        case DType::Bool:
            return kernels_of<TruthLanes>();
        case DType::Int8:
        case DType::UInt8:
            return kernels_of<WrappingLanes<uint8_t, uint16_t>>();
        case DType::Int16:
        case DType::UInt16:
            return kernels_of<WrappingLanes<uint16_t, uint16_t>>();
        case DType::Int32:
        case DType::UInt32:
            return kernels_of<WrappingLanes<uint32_t, uint32_t>>();
        case DType::Int64:
        case DType::UInt64:
            return kernels_of<WrappingLanes<uint64_t, uint64_t>>();
        case DType::Float16:
            return kernels_of<HalfLanes>();
        case DType::Float32:
            return float_kernels<float>();
        case DType::Float64:
            return float_kernels<double>();
        case DType::Complex64:
            return complex_kernels<float>();
        case DType::Complex128:
            return complex_kernels<double>();
    }
    return {nullptr, nullptr, nullptr, 0};
}

}  // namespace strided::STRIDED_LEVEL
