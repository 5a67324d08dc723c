#include "native/loops/sort_sets.h"

#include "native/core/complex.h"
#include "native/core/half.h"
#include "native/kernels/sort/vector_sort_table.h"

namespace strided {
namespace {

bool same(Half a, Half b, bool nan_equal) noexcept {
    const bool a_nan = (a.bits & 0x7fff) > 0x7c00;
    const bool b_nan = (b.bits & 0x7fff) > 0x7c00;
    if (a_nan || b_nan) return nan_equal && a_nan && b_nan;
    return a.bits == b.bits || ((a.bits | b.bits) & 0x7fff) == 0;
}

template <class T>
bool same(T a, T b, bool nan_equal) noexcept {
    return a == b || (nan_equal && a != a && b != b);
}

template <class T>
bool same(Complex<T> a, Complex<T> b, bool nan_equal) noexcept {
    if (a.re == b.re && a.im == b.im) return true;
    return nan_equal && (a.re != a.re || a.im != a.im) && (b.re != b.re || b.im != b.im);
}

// Calls kept(i, equals its predecessor, equals its successor) for the elements element(0) … element(n − 1).
template <class Element, class Kept>
void walk_neighbors(int64_t n, bool nan_equal, const Element& element, const Kept& kept) noexcept {
    if (n == 0) return;
    auto here = element(0);
    bool repeats = false;
    for (int64_t i = 0; i + 1 < n; i++) {
        const auto next = element(i + 1);
        const bool repeated = same(here, next, nan_equal);
        kept(i, here, repeats, repeated);
        here = next;
        repeats = repeated;
    }
    kept(n - 1, here, repeats, false);
}

bool is_kept(Neighbors which, bool repeats, bool repeated) noexcept {
    switch (which) {
        case Neighbors::first:
            return !repeats;
        case Neighbors::repeated:
            return repeated;
        default:
            return !repeats & !repeated;
    }
}

template <class T>
int64_t keep(const NeighborRule& rule, char* data, int64_t n) noexcept {
    T* const items = reinterpret_cast<T*>(data);
    int64_t count = 0;
    // An element is read before its place can be written to: the count never passes the position.
    const auto element = [&](int64_t i) { return items[i]; };
    const auto pass = [&](auto which) {
        walk_neighbors(n, rule.nan_equal, element, [&](int64_t, T here, bool repeats, bool repeated) {
            items[count] = here;
            count += is_kept(which(), repeats, repeated);
        });
    };
    switch (rule.kept) {
        case Neighbors::first:
            pass([] { return Neighbors::first; });
            break;
        case Neighbors::repeated:
            pass([] { return Neighbors::repeated; });
            break;
        default:
            pass([] { return Neighbors::single; });
    }
    return count;
}

template <class T>
int64_t find(const NeighborRule& rule, const char* data, const int64_t* places, int64_t n, int64_t* kept,
             int64_t* group) noexcept {
    const T* const items = reinterpret_cast<const T*>(data);
    int64_t count = 0;
    int64_t groups = 0;
    bool wrong = false;
    // The list lies in memory that others may write to: each place is checked where it is used.
    const auto place = [&](int64_t i) {
        const int64_t at = places[i];
        const bool inside = at >= 0 && at < n;
        wrong |= !inside;
        return inside ? at : 0;
    };
    walk_neighbors(
        n, rule.nan_equal, [&](int64_t i) { return items[place(i)]; },
        [&](int64_t i, T, bool repeats, bool repeated) {
            groups += !repeats;
            if (group != nullptr) group[place(i)] = groups - 1;
            if (is_kept(rule.kept, repeats, repeated)) kept[count++] = i;
        });
    if (wrong) return -1;
    return count;
}

}  // namespace

int64_t keep_neighbors(const SortKernels& kernels, const NeighborRule& rule, char* data, int64_t n) noexcept {
    const VectorSort* const vectors = kernels.vectors.by_dtype[static_cast<int>(rule.dtype)];
    if (rule.kept == Neighbors::first && vectors != nullptr) return vectors->keep_first(data, n, rule.nan_equal);
    switch (rule.dtype) {
        case DType::Bool:
        case DType::Int8:
        case DType::UInt8:
            return keep<uint8_t>(rule, data, n);
        case DType::Int16:
        case DType::UInt16:
            return keep<uint16_t>(rule, data, n);
        case DType::Int32:
        case DType::UInt32:
            return keep<uint32_t>(rule, data, n);
        case DType::Int64:
        case DType::UInt64:
            return keep<uint64_t>(rule, data, n);
        case DType::Float16:
            return keep<Half>(rule, data, n);
        case DType::Float32:
            return keep<float>(rule, data, n);
        case DType::Float64:
            return keep<double>(rule, data, n);
        case DType::Complex64:
            return keep<Complex64>(rule, data, n);
        case DType::Complex128:
            return keep<Complex128>(rule, data, n);
    }
    return 0;
}

Status find_neighbors(const NeighborRule& rule, const char* a, const int64_t* places, int64_t n, int64_t* kept,
                      int64_t* group, int64_t* count) noexcept {
    switch (rule.dtype) {
        case DType::Bool:
        case DType::Int8:
        case DType::UInt8:
            *count = find<uint8_t>(rule, a, places, n, kept, group);
            break;
        case DType::Int16:
        case DType::UInt16:
            *count = find<uint16_t>(rule, a, places, n, kept, group);
            break;
        case DType::Int32:
        case DType::UInt32:
            *count = find<uint32_t>(rule, a, places, n, kept, group);
            break;
        case DType::Int64:
        case DType::UInt64:
            *count = find<uint64_t>(rule, a, places, n, kept, group);
            break;
        case DType::Float16:
            *count = find<Half>(rule, a, places, n, kept, group);
            break;
        case DType::Float32:
            *count = find<float>(rule, a, places, n, kept, group);
            break;
        case DType::Float64:
            *count = find<double>(rule, a, places, n, kept, group);
            break;
        case DType::Complex64:
            *count = find<Complex64>(rule, a, places, n, kept, group);
            break;
        case DType::Complex128:
            *count = find<Complex128>(rule, a, places, n, kept, group);
            break;
    }
    return *count < 0 ? Status::bad_argument : Status::ok;
}

}  // namespace strided
