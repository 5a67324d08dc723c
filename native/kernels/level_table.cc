#include "native/kernels/families.h"
#include "native/kernels/fft/families.h"
#include "native/kernels/gather/families.h"
#include "native/kernels/sort/sort_families.h"
#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

#define STRIDED_TEXT_OF(name) #name
#define STRIDED_TEXT(name) STRIDED_TEXT_OF(name)
#define STRIDED_COUNT(name) +1

constexpr int kElementwiseFamilies = 0 STRIDED_ELEMENTWISE_FAMILIES(STRIDED_COUNT);
constexpr int kReduceFamilies = 0 STRIDED_REDUCE_FAMILIES(STRIDED_COUNT);

// The level's kernels, gathered at the first call: the families' tables are constants of their own units.
struct Level {
    List<ElementwiseLoop> elementwise[kElementwiseFamilies];
    List<ReduceLoop> reduce[kReduceFamilies];
    KernelTable table;

    Level() noexcept
        : elementwise{
#define STRIDED_CALL(name) name##_loops(),
              STRIDED_ELEMENTWISE_FAMILIES(STRIDED_CALL)},
          reduce{STRIDED_REDUCE_FAMILIES(STRIDED_CALL)},
#undef STRIDED_CALL
          table{} {
        table.level = STRIDED_TEXT(STRIDED_LEVEL);
        table.elementwise = elementwise;
        table.elementwise_families = kElementwiseFamilies;
        table.reduce = reduce;
        table.reduce_families = kReduceFamilies;
        table.deviation = deviation_loops();
        table.arg_reduce = arg_reduce_loops();
        table.scans[0] = scan_sums();
        table.scans[1] = scan_products();
        table.scans[2] = scan_extremes();
        table.at = at_loops();
        for (int from = 0; from < kDTypeCount; from++) {
            for (int to = 0; to < kDTypeCount; to++) {
                table.casts[from][to] = cast_kernel(static_cast<DType>(from), static_cast<DType>(to));
            }
            table.products[from] = product_kernels(static_cast<DType>(from));
            table.any_negative[from] = any_negative_kernel(static_cast<DType>(from));
        }
        table.sort = sort_kernels();
        table.fft_float = fft_kernels_float();
        table.fft_double = fft_kernels_double();
        table.copy_2d = copy_2d;
        table.stream_copy = stream_copy;
        table.statistics = &statistics_kernels();
        table.factors = &factor_kernels();
        table.gather = gather_kernels();
    }
};

}  // namespace

const KernelTable& kernel_table() noexcept {
    static const Level level;
    return level.table;
}

}  // namespace strided::STRIDED_LEVEL
