#pragma once
#include <cstdint>
#include <cstring>

#include "native/core/limits.h"
#include "native/random/source.h"

namespace strided {

class ThreadPool;

// One parameter of a distribution.
union Value {
    double real;
    int64_t whole;
};
inline constexpr int kMaxParameters = 3;
struct Values {
    Value items[kMaxParameters];
    const Value& operator[](int i) const noexcept { return items[i]; }
};

// Draws for all elements of a C-contiguous array, whose parameters are scalars or arrays broadcast to its shape (8
// bytes an element).
struct DrawCall {
    char* out;
    int64_t size;
    int parameters;
    bool scalar;  // all parameters are; they stand in `values`
    Values values;
    int ndim;
    int64_t shape[kMaxDims];
    const char* data[kMaxParameters];
    int64_t strides[kMaxParameters][kMaxDims];
};

// Walks the parameters in C order; f(values, changed) per element.
template <class F>
void for_each_values(const DrawCall& call, const F& f) noexcept {
    int64_t index[kMaxDims] = {};
    const char* at[kMaxParameters] = {};
    for (int k = 0; k < call.parameters; k++) at[k] = call.data[k];
    Values values = {};
    for (int64_t i = 0; i < call.size; i++) {
        Values next = {};
        for (int k = 0; k < call.parameters; k++) std::memcpy(&next.items[k], at[k], sizeof(Value));
        const bool changed = i == 0 || std::memcmp(&next, &values, sizeof(Values)) != 0;
        values = next;
        f(values, changed);
        for (int axis = call.ndim - 1; axis >= 0; axis--) {
            for (int k = 0; k < call.parameters; k++) at[k] += call.strides[k][axis];
            if (++index[axis] < call.shape[axis]) break;
            for (int k = 0; k < call.parameters; k++) at[k] -= call.strides[k][axis] * call.shape[axis];
            index[axis] = 0;
        }
    }
}

// From this many draws of the same parameters on, a distribution may make itself tables: `Tabled` is then its type.
inline constexpr int64_t kTabledDraws = 64;

// Fills an array from distribution D.
template <class D, class S>
void draw(StateBlock* block, const DrawCall& call, ThreadPool&) noexcept {
    auto* out = reinterpret_cast<typename D::Out*>(call.out);
    S s(block);
    if (call.scalar) {
        const auto fill = [&](const auto& distribution) {
            for (int64_t i = 0; i < call.size; i++) out[i] = distribution(s);
        };
        if constexpr (requires { typename D::Tabled; }) {
            call.size >= kTabledDraws ? fill(typename D::Tabled(call.values)) : fill(D(call.values));
        } else {
            fill(D(call.values));
        }
    } else {
        D distribution(Values{});
        for_each_values(call, [&](const Values& values, bool changed) {
            if (changed) distribution = D(values);
            *out++ = distribution(s);
        });
    }
    s.store(block);
}

}  // namespace strided
