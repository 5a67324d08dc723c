#include "native/kernels/elementwise/integer_division.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/shifts.h"
#include "native/kernels/families.h"
#include "native/kernels/simd.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Where signs make no difference, the kernels of unsigned types serve the signed ones.

struct And {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return a & b;
    }
};
struct Or {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return a | b;
    }
};
struct Xor {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return a ^ b;
    }
};
struct Invert {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return static_cast<T>(~a);
    }
};

// Of truth values: any byte but 0 is true.
template <class Op>
struct OnTruth {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t b) const noexcept {
        return Op{}(static_cast<uint8_t>(a != 0), static_cast<uint8_t>(b != 0));
    }
};
struct Not {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a) const noexcept { return a == 0; }
};

// Of negative values the magnitude's bits count.
template <class T>
[[gnu::always_inline]] inline T flip_negative(T a) noexcept {
    const T mask = static_cast<T>(a >> (8 * sizeof(T) - 1));
    return static_cast<T>(static_cast<Wrap<T>>(a ^ mask) - static_cast<Wrap<T>>(mask));
}

// Sums of neighbouring groups of bits, which vectorise at every level; 64-bit values are as fast one by one.
struct BitCount {
    template <class T>
    [[gnu::always_inline]] uint8_t operator()(T a) const noexcept {
        if constexpr (kIsSigned<T>) {
            return BitCount{}(static_cast<typename Widths<sizeof(T)>::Unsigned>(flip_negative(a)));
        } else if constexpr (sizeof(T) == 8) {
            return static_cast<uint8_t>(__builtin_popcountll(a));
        } else {
            T x = static_cast<T>(a - ((a >> 1) & static_cast<T>(0x55555555)));
            x = static_cast<T>((x & static_cast<T>(0x33333333)) + ((x >> 2) & static_cast<T>(0x33333333)));
            x = static_cast<T>((x + (x >> 4)) & static_cast<T>(0x0f0f0f0f));
            if constexpr (sizeof(T) > 1) x = static_cast<T>(x + (x >> 8));
            if constexpr (sizeof(T) > 2) x = static_cast<T>(x + (x >> 16));
            return static_cast<uint8_t>(x & 0x3f);
        }
    }
};

// 64-bit values, which the compiler would count one by one.
template <class T>
void count_wide(char* const* data, const int64_t* strides, int64_t n) noexcept {
    int64_t done = 0;
    if (strides[0] == sizeof(T) && strides[1] == 1) {
        const hn::ScalableTag<T> d;
        const hn::RebindToUnsigned<decltype(d)> words;
        const hn::Rebind<uint8_t, decltype(d)> bytes;
        const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
        const T* from = reinterpret_cast<const T*>(data[0]);
        uint8_t* to = reinterpret_cast<uint8_t*>(data[1]);
        for (; done + lanes <= n; done += lanes) {
            auto x = hn::LoadU(d, from + done);
            if constexpr (kIsSigned<T>) x = hn::Abs(x);
            hn::StoreU(hn::TruncateTo(bytes, hn::PopulationCount(hn::BitCast(words, x))), bytes, to + done);
        }
    }
    char* const rest[2] = {data[0] + done * strides[0], data[1] + done * strides[1]};
    unary_loop<T, uint8_t>(rest, strides, n - done, BitCount{});
}

// All elements by one count: integers of one and two bytes have vectors for that, and none for a count of each.
template <class Op, class T>
void shift_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    constexpr int64_t kSize = sizeof(T);
    int64_t done = 0;
    if constexpr (kSize <= 2) {
        const bool fits = n > 0 && strides[0] == kSize && strides[1] == 0 && strides[2] == kSize;
        const Wrap<T> count = fits ? static_cast<Wrap<T>>(*reinterpret_cast<const T*>(data[1])) : 8 * sizeof(T);
        if (count < 8 * sizeof(T)) {
            const hn::ScalableTag<T> d;
            const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
            const T* from = reinterpret_cast<const T*>(data[0]);
            T* to = reinterpret_cast<T*>(data[2]);
            for (; done + lanes <= n; done += lanes) {
                const auto x = hn::LoadU(d, from + done);
                if constexpr (kSame<Op, LeftShift>)
                    hn::StoreU(hn::ShiftLeftSame(x, static_cast<int>(count)), d, to + done);
                else
                    hn::StoreU(hn::ShiftRightSame(x, static_cast<int>(count)), d, to + done);
            }
        }
    }
    char* const rest[3] = {data[0] + done * strides[0], data[1] + done * strides[1], data[2] + done * strides[2]};
    binary_loop<T, T, T>(rest, strides, n - done, Op{});
}

// clang-format off
#define BY_WIDTH(X, op) \
    X(op, b, uint8_t)   \
    X(op, B, uint8_t)   \
    X(op, h, uint16_t)  \
    X(op, H, uint16_t)  \
    X(op, i, uint32_t)  \
    X(op, I, uint32_t)  \
    X(op, l, uint64_t)  \
    X(op, L, uint64_t)

#define UNARY(op, letter, type) {STRIDED_OP, #letter "->" #letter, unary_kernel<op, type, type>, 0.03f * sizeof(type)},
#define COUNT(op, letter, type) {STRIDED_OP, #letter "->B", unary_kernel<op, type, uint8_t>, 0.06f * sizeof(type)},
#define BINARY(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, 0.03f * sizeof(type)},
#define SHIFT(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, shift_kernel<op, type>, 0.03f * sizeof(type)},
#define TRUTH(op) {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<OnTruth<op>, uint8_t, uint8_t, uint8_t>, 0.03f},

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "bitwise_and"
    TRUTH(And)
    BY_WIDTH(BINARY, And)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_or"
    TRUTH(Or)
    BY_WIDTH(BINARY, Or)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_xor"
    TRUTH(Xor)
    BY_WIDTH(BINARY, Xor)
#undef STRIDED_OP
#define STRIDED_OP "invert"
    {STRIDED_OP, "?->?", unary_kernel<Not, uint8_t, uint8_t>, 0.03f},
    BY_WIDTH(UNARY, Invert)
#undef STRIDED_OP
#define STRIDED_OP "left_shift"
    BY_WIDTH(SHIFT, LeftShift)
#undef STRIDED_OP
#define STRIDED_OP "right_shift"
    STRIDED_INTEGERS(SHIFT, RightShift)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_count"
    STRIDED_SHORT_INTEGERS(COUNT, BitCount)
    {STRIDED_OP, "l->B", count_wide<int64_t>, 0.4f},
    {STRIDED_OP, "L->B", count_wide<uint64_t>, 0.4f},
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> bitwise_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
