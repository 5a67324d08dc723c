#include "native/loops/reduce_in_order.h"

#include <algorithm>
#include <cstring>

namespace strided {
namespace {

constexpr int64_t kRows = 512;

bool is_number(float x) noexcept { return x == x; }
template <class T>
bool is_number(Complex<T> x) noexcept {
    return x.re == x.re && x.im == x.im;
}

float product(float a, float b) noexcept { return a * b; }
template <class T>
Complex<T> product(Complex<T> a, Complex<T> b) noexcept {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

template <class T>
bool is_normal(T x, T least) noexcept {
    const T size = x < 0 ? -x : x;
    return size >= least && size <= static_cast<T>(sizeof(T) == 4 ? 0x1.fffffep127 : 0x1.fffffffffffffp1023);
}
bool is_odd(float x) noexcept { return !is_normal(x, 0x1p-126f); }
bool is_odd(double x) noexcept { return !is_normal(x, 0x1p-1022); }
template <class T>
bool is_odd(Complex<T> x) noexcept {
    // One part alone may well be zero.
    const T re = x.re < 0 ? -x.re : x.re;
    const T im = x.im < 0 ? -x.im : x.im;
    return !is_number(x) || is_odd(re > im ? re : im);
}

template <class T>
T read(const char* at) noexcept {
    T value;
    std::memcpy(&value, at, sizeof(T));
    return value;
}

// Of a result that is held as T: whether it is one to be made again.
template <class T>
bool is_odd_at(const char* at) noexcept {
    return is_odd(read<T>(at));
}
template <class T>
bool is_nan_at(const char* at) noexcept {
    return !is_number(read<T>(at));
}
bool is_zero_or_nan_half(const char* at) noexcept {
    const int size = read<uint16_t>(at) & 0x7fff;
    return size == 0 || size > 0x7c00;
}

using LookFn = bool (*)(const char* at) noexcept;

bool is_product(const ReduceLoop& loop) noexcept {
    return std::strcmp(loop.op, "multiply") == 0 || std::strcmp(loop.op, "nan_multiply") == 0;
}
bool skips_nan(const ReduceLoop& loop) noexcept { return std::strcmp(loop.op, "nan_multiply") == 0; }
bool is_extreme(const ReduceLoop& loop) noexcept {
    static constexpr const char* kNames[] = {"maximum", "minimum", "fmax", "fmin"};
    return std::any_of(kNames, kNames + 4, [&](const char* name) { return std::strcmp(loop.op, name) == 0; });
}

// What tells of a fold's results that they depend on the order; nullptr where none does.
LookFn look_of(const ReduceLoop& loop) noexcept {
    if (is_product(loop)) {
        // The kernels for real products keep the order by themselves.
        if (loop.signature[0] == 'f' || loop.signature[0] == 'd') return nullptr;
        switch (loop.signature[3]) {
            case 'f':
                return is_odd_at<float>;
            case 'F':
                return is_odd_at<Complex64>;
            case 'D':
                return is_odd_at<Complex128>;
            default:
                return nullptr;
        }
    }
    if (!is_extreme(loop)) return nullptr;
    switch (loop.signature[3]) {
        case 'e':
            return is_zero_or_nan_half;
        case 'F':
            return is_nan_at<Complex64>;
        case 'D':
            return is_nan_at<Complex128>;
        default:
            return nullptr;
    }
}

// Calls body for runs of the elements that make the tile's output number `output`, in NumPy's order, until it
// returns false.
template <class Body>
void walk_output(const ReducePlan& plan, const ReduceTile& tile, int64_t output, const Body& body) noexcept {
    ReduceBlock block{};
    block.in = plan.data[kReduceIn] + tile.offset[kReduceIn];
    block.mask = plan.data[kReduceMask] + tile.offset[kReduceMask];
    int64_t rest = output;
    for (int i = plan.kept_axes - 1; i >= plan.tile_axis; i--) {
        const ReduceAxis& axis = plan.kept[i];
        const int64_t n = i == plan.tile_axis ? tile.length : axis.n;
        block.in += rest % n * axis.stride[kReduceIn];
        block.mask += rest % n * axis.stride[kReduceMask];
        rest /= n;
    }
    const int last = plan.reduced_axes - 1;
    block.rows = plan.reduced[last].n;
    block.cols = 1;
    block.row_stride = plan.reduced[last].stride[kReduceIn];
    block.mask_row_stride = plan.reduced[last].stride[kReduceMask];
    block.acc = output;
    int64_t index[kMaxDims] = {};
    for (;;) {
        if (!body(block)) return;
        int i = last - 1;
        for (; i >= 0; i--) {
            const ReduceAxis& axis = plan.reduced[i];
            block.in += axis.stride[kReduceIn];
            block.mask += axis.stride[kReduceMask];
            if (++index[i] < axis.n) break;
            block.in -= axis.n * axis.stride[kReduceIn];
            block.mask -= axis.n * axis.stride[kReduceMask];
            index[i] = 0;
        }
        if (i < 0) return;
    }
}

template <class T>
bool is_settled(T x) noexcept {
    return !is_number(x);
}
template <class T>
bool is_settled(Complex<T> x) noexcept {
    return x.re != x.re && x.im != x.im;
}

template <class T>
constexpr T kOne = T(1);
template <class T>
constexpr Complex<T> kOne<Complex<T>> = {1, 0};

template <class T>
void multiply_run(const ReduceBlock& run, char* to, bool skips) noexcept {
    T value = read<T>(to);
    const char* in = run.in;
    // What is NaN throughout stays so.
    constexpr int64_t kLook = 64;
    for (int64_t i = 0; i < run.rows && !is_settled(value); i += kLook) {
        const int64_t end = std::min(i + kLook, run.rows);
        for (int64_t k = i; k < end; k++, in += run.row_stride) {
            const T element = *reinterpret_cast<const T*>(in);
            // NumPy multiplies by one in place of NaN, which turns an infinite complex number to NaN.
            value = product(value, skips && !is_number(element) ? kOne<T> : element);
        }
    }
    std::memcpy(to, &value, sizeof(T));
}

// float16 is multiplied in float32.
void multiply_halves(const KernelTable& kernels, const ReduceBlock& run, char* to, bool skips) noexcept {
    const CastFn widen = kernels.casts[static_cast<int>(DType::Float16)][static_cast<int>(DType::Float32)];
    alignas(64) float values[kRows];
    for (int64_t i = 0; i < run.rows; i += kRows) {
        ReduceBlock part = run;
        part.rows = std::min(kRows, run.rows - i);
        widen(run.in + i * run.row_stride, run.row_stride, reinterpret_cast<char*>(values), sizeof(float), part.rows);
        part.in = reinterpret_cast<const char*>(values);
        part.row_stride = sizeof(float);
        multiply_run<float>(part, to, skips);
    }
}

void multiply(const ReduceLoop& loop, const KernelTable& kernels, const ReduceBlock& run, char* to) noexcept {
    const bool skips = skips_nan(loop);
    switch (loop.signature[0]) {
        case 'e':
            return multiply_halves(kernels, run, to, skips);
        case 'F':
            return multiply_run<Complex64>(run, to, skips);
        default:
            return multiply_run<Complex128>(run, to, skips);
    }
}

// Calls body for the stretches of a run that its mask leaves: a complex number times one may be another number.
template <class Body>
bool for_unmasked(const ReduceBlock& run, bool masked, const Body& body) noexcept {
    if (!masked) return body(run);
    for (int64_t i = 0; i < run.rows;) {
        const auto taken = [&](int64_t k) { return k < run.rows && run.mask[k * run.mask_row_stride] != 0; };
        int64_t end = i;
        while (taken(end)) end++;
        ReduceBlock part = run;
        part.in += i * run.row_stride;
        part.mask += i * run.mask_row_stride;
        part.rows = end - i;
        if (part.rows > 0 && !body(part)) return false;
        i = end + 1;
    }
    return true;
}

// The first element of a run that looks like the result: another NaN or zero of two signs. True once it is found.
bool take_first(const ReduceBlock& run, int size, LookFn looks, bool wants_nan, char* to) noexcept {
    const char* in = run.in;
    for (int64_t i = 0; i < run.rows; i++, in += run.row_stride) {
        if (!looks(in) || (size == 2 && ((read<uint16_t>(in) & 0x7fff) != 0) != wants_nan)) continue;
        std::memcpy(to, in, static_cast<size_t>(size));
        return true;
    }
    return false;
}

}  // namespace

void mend_in_order(const ReduceLoop& loop, const ReducePlan& plan, const ReduceStage& stage, const ReduceTile& tile,
                   const char* start, const char* fill, char* acc) noexcept {
    const LookFn looks = look_of(loop);
    if (looks == nullptr) return;
    const int size = item_size(static_cast<DType>(dtype_of_letter(loop.signature[3])));
    for (int64_t j = 0; j < tile.count; j++) {
        char* to = acc + j * size;
        if (!looks(to)) continue;
        if (is_product(loop)) {
            std::memcpy(to, start, static_cast<size_t>(size));
            const auto fold = [&](const ReduceBlock& run) {
                multiply(loop, *stage.kernels, run, to);
                return true;
            };
            walk_output(plan, tile, j, [&](const ReduceBlock& run) {
                return for_unmasked(run, stage.masked, [&](const ReduceBlock& part) {
                    return stage.needed() ? stage.run(part, fill, 0, fold) : fold(part);
                });
            });
            continue;
        }
        const bool wants_nan = size != 2 || (read<uint16_t>(to) & 0x7fff) != 0;
        // What a fold starts from may be the user's; what leaves NaN out starts from one.
        const bool skips = std::strcmp(loop.op, "fmax") == 0 || std::strcmp(loop.op, "fmin") == 0;
        const bool same_kind = size != 2 || ((read<uint16_t>(start) & 0x7fff) != 0) == wants_nan;
        if (looks(start) && same_kind && !(skips && wants_nan)) {
            std::memcpy(to, start, static_cast<size_t>(size));
            continue;
        }
        const auto find = [&](const ReduceBlock& run) { return !take_first(run, size, looks, wants_nan, to); };
        walk_output(plan, tile, j,
                    [&](const ReduceBlock& run) { return stage.needed() ? stage.run(run, fill, 0, find) : find(run); });
    }
}

}  // namespace strided
