#include "native/loops/float_errors.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "native/loops/axes.h"
#include "native/loops/element_errors.h"
#include "native/loops/scan_at.h"
#include "native/loops/scan_segments.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Walks all places of a shape; `each` gets them one by one.
template <class Each>
void walk(int ndim, const int64_t* shape, const Each& each) noexcept {
    int64_t index[kMaxDims] = {};
    int64_t total = 1;
    for (int i = 0; i < ndim; i++) total *= shape[i];
    for (int64_t n = 0; n < total; n++) {
        each(index);
        for (int i = ndim - 1; i >= 0 && ++index[i] == shape[i]; i--) index[i] = 0;
    }
}

const char* at(const char* data, const int64_t* strides, const int64_t* index, int ndim) noexcept {
    for (int i = 0; i < ndim; i++) data += index[i] * strides[i];
    return data;
}

// Integers that divide without an error to look for, and operations that cannot go wrong, are not looked through.
bool can_err(const ElementwiseCall& call, const Nature& nature) noexcept {
    if (call.loop == nullptr) return is_inexact(call.operands[0].dtype) || call.operands[1].dtype == DType::Float16;
    if (nature.divides) return true;
    for (int k = 0; k < call.nout; k++) {
        if (is_inexact(call.operands[call.nin + k].dtype)) return true;
    }
    return false;
}

// Results that cannot have met an error: finite ones of magnitudes beyond `above`. Most elements are such.
struct Plain {
    bool known;
    double above;
};

Plain plain_results(const ElementwiseCall& call, const Nature& nature) noexcept {
    const DType dtype = call.operands[call.nin].dtype;
    const bool is_real = dtype == DType::Float32 || dtype == DType::Float64;
    if (!is_real || call.nout != 1 || call.masked || nature.floors || nature.is_spacing) return {};
    const bool can_underflow = call.loop == nullptr || nature.multiplies || nature.is_quotient ||
                               (nature.flagged != nullptr && nature.flagged->real64 != nullptr);
    return {true, can_underflow ? smallest_normal(dtype) : -1.0};
}

// By lanes, which vectorise: the least magnitude, and a sum that only what is finite leaves 0.
template <class T>
bool are_plain(const char* data, int64_t n, T above) noexcept {
    constexpr int kLanes = 8;
    T least[kLanes];
    T finite[kLanes] = {};
    for (int j = 0; j < kLanes; j++) least[j] = std::numeric_limits<T>::max();
    const auto take = [&](int64_t i, int j) {
        T item;
        std::memcpy(&item, data + i * static_cast<int64_t>(sizeof(T)), sizeof(T));
        const T size = std::fabs(item);
        least[j] = size < least[j] ? size : least[j];
        finite[j] += size - size;
    };
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        for (int j = 0; j < kLanes; j++) take(i + j, j);
    }
    for (; i < n; i++) take(i, 0);
    bool all = true;
    for (int j = 0; j < kLanes; j++) all = all && least[j] > above && finite[j] == 0;
    return all;
}

}  // namespace

int FloatWatch::note(const char* op, int errors) noexcept {
    errors &= watched;
    for (int error = 1; error <= kInvalid; error *= 2) {
        if ((errors & error) == 0) continue;
        if ((raised & error) != 0) return error;
        bool known = false;
        for (int i = 0; i < count; i++) known = known || (findings[i].op == op && findings[i].error == error);
        if (!known && count < kMaxFindings) findings[count++] = {op, error};
    }
    return 0;
}

Status run_watched(const KernelTable& kernels, ThreadPool& pool, const ElementwiseCall& given, int* errors) noexcept {
    *errors = 0;
    const Nature nature = given.loop == nullptr ? Nature{} : nature_of(given.loop->op);
    if (!can_err(given, nature)) return run_elementwise(kernels, pool, given);
    // Inputs are looked at after the outputs are written, which may be the same memory.
    ElementwiseCall call = given;
    const auto extent = [&](int k) {
        const Operand& operand = given.operands[k];
        return extent_of(operand.data, given.ndim, given.shape, operand.strides, item_size(operand.dtype));
    };
    Scratch copies[kMaxOperands];
    for (int k = 0; k < call.nin; k++) {
        Operand& operand = call.operands[k];
        bool overwritten = false;
        for (int j = 0; j < call.nout; j++) overwritten = overwritten || extent(k).overlaps(extent(call.nin + j));
        if (!overwritten) continue;
        int64_t strides[kMaxDims];
        int64_t bytes = item_size(operand.dtype);
        for (int i = call.ndim - 1; i >= 0; i--) {
            strides[i] = bytes;
            if (!checked_mul(bytes, call.shape[i], &bytes)) return Status::out_of_memory;
        }
        char* data = copies[k].allocate(bytes);
        if (data == nullptr) return Status::out_of_memory;
        ElementwiseCall copy;
        copy.loop = nullptr;
        copy.nin = 1;
        copy.nout = 1;
        copy.masked = false;
        copy.ndim = call.ndim;
        std::memcpy(copy.shape, call.shape, sizeof(copy.shape));
        copy.operands[0] = operand;
        copy.operands[1].data = data;
        copy.operands[1].dtype = operand.dtype;
        std::memcpy(copy.operands[1].strides, strides, sizeof(strides));
        const Status status = run_elementwise(kernels, pool, copy);
        if (status != Status::ok) return status;
        operand.data = data;
        std::memcpy(operand.strides, strides, sizeof(strides));
    }
    const Status status = run_elementwise(kernels, pool, call);
    if (status != Status::ok) return status;
    int found = 0;
    const auto look = [&](const int64_t* index) {
        if (call.masked) {
            const Operand& mask = call.operands[call.nin + call.nout];
            if (*at(mask.data, mask.strides, index, call.ndim) == 0) return;
        }
        Value in[kMaxOperands];
        for (int k = 0; k < call.nin; k++) {
            const Operand& operand = call.operands[k];
            in[k] = value_at(at(operand.data, operand.strides, index, call.ndim), operand.dtype);
        }
        for (int k = 0; k < call.nout; k++) {
            const Operand& operand = call.operands[call.nin + k];
            const Value out = value_at(at(operand.data, operand.strides, index, call.ndim), operand.dtype);
            found |= call.loop == nullptr ? errors_of_cast(in[0], out, call.operands[0].dtype, operand.dtype)
                                          : errors_of(nature, in, call.nin, out, operand.dtype);
        }
    };
    const Operand& result = call.operands[call.nin];
    const Plain plain = plain_results(call, nature);
    const int last = call.ndim - 1;
    if (!plain.known || call.ndim == 0 || result.strides[last] != item_size(result.dtype)) {
        walk(call.ndim, call.shape, look);
    } else {
        // Row by row, a piece at a time; a piece with anything unusual in it is looked at closely.
        constexpr int64_t kPiece = 512;
        const int64_t length = call.shape[last];
        int64_t rows[kMaxDims];
        for (int i = 0; i < last; i++) rows[i] = call.shape[i];
        int64_t place[kMaxDims];
        walk(last, rows, [&](const int64_t* row) {
            std::memcpy(place, row, sizeof(int64_t) * static_cast<size_t>(last));
            const char* data = at(result.data, result.strides, row, last);
            for (int64_t start = 0; start < length; start += kPiece) {
                const int64_t count = length - start < kPiece ? length - start : kPiece;
                const char* from = data + start * result.strides[last];
                const bool all = result.dtype == DType::Float32
                                     ? are_plain(from, count, static_cast<float>(plain.above))
                                     : are_plain(from, count, plain.above);
                for (int64_t i = 0; !all && i < count; i++) {
                    place[last] = start + i;
                    look(place);
                }
            }
        });
    }
    *errors = found;
    return Status::ok;
}

int errors_of_fold(const WatchedArray* inputs, int count, const WatchedArray& result) noexcept {
    if (!is_inexact(result.dtype)) return 0;
    bool has_nan = false;
    bool has_infinite = false;
    walk(result.ndim, result.shape, [&](const int64_t* index) {
        const Value value = value_at(at(result.data, result.strides, index, result.ndim), result.dtype);
        has_nan = has_nan || value.is_nan();
        has_infinite = has_infinite || value.is_infinite();
    });
    if (!has_nan && !has_infinite) return 0;
    bool nan_given = false;
    bool infinite_given = false;
    for (int k = 0; k < count; k++) {
        const WatchedArray& input = inputs[k];
        walk(input.ndim, input.shape, [&](const int64_t* index) {
            const Value value = value_at(at(input.data, input.strides, index, input.ndim), input.dtype);
            nan_given = nan_given || value.is_nan();
            infinite_given = infinite_given || value.is_infinite();
        });
    }
    return (has_nan && !nan_given ? kInvalid : 0) | (has_infinite && !infinite_given && !nan_given ? kOverflow : 0);
}

namespace {

// Calls each(result, walk its elements) for every output of a reduction; the elements are those that the mask takes.
template <class Each>
void walk_results(int ndim, const int64_t* shape, const Operand& in, const Operand& out, const Operand* mask,
                  const Each& each) noexcept {
    int64_t kept[kMaxDims];
    int64_t folded[kMaxDims];
    for (int i = 0; i < ndim; i++) {
        const bool is_folded = out.strides[i] == 0;
        kept[i] = is_folded ? 1 : shape[i];
        folded[i] = is_folded ? shape[i] : 1;
    }
    walk(ndim, kept, [&](const int64_t* index) {
        const char* first = at(in.data, in.strides, index, ndim);
        const char* takes = mask == nullptr ? nullptr : at(mask->data, mask->strides, index, ndim);
        const auto elements = [&](const auto& visit) {
            walk(ndim, folded, [&](const int64_t* inner) {
                if (mask != nullptr && *at(takes, mask->strides, inner, ndim) == 0) return;
                visit(value_at(at(first, in.strides, inner, ndim), in.dtype));
            });
        };
        each(value_at(at(out.data, out.strides, index, ndim), out.dtype), elements);
    });
}

struct Given {
    bool nan = false;
    bool infinite = false;
    bool zero = false;
    int64_t count = 0;

    void see(const Value& value) noexcept {
        nan = nan || value.is_nan();
        infinite = infinite || value.is_infinite();
        zero = zero || value.is_zero();
        count++;
    }
};

bool is_tiny(const Value& value, DType dtype) noexcept {
    const double least = smallest_normal(dtype);
    return std::fabs(value.parts[0]) < least && (value.count == 1 || std::fabs(value.parts[1]) < least);
}

// Whether a number is below float16's normal range and none of its subnormal numbers.
bool is_small_and_rounded(double value) noexcept {
    const double steps = std::ldexp(value, 24);
    return std::fabs(steps) < 1024 && steps != std::trunc(steps);
}

// Whether a step of the elements' product falls below the normal range and is not exact. float16 is multiplied in
// float32 and rounded at the end. Complex numbers are not looked at so closely.
template <class Elements>
bool loses_digits(DType dtype, const Given& given, const Elements& elements) noexcept {
    if (dtype >= DType::Complex64) return !given.zero;
    const bool narrow = dtype != DType::Float64;
    const double least = narrow ? static_cast<double>(FLT_MIN) : DBL_MIN;
    double product = 1;
    bool loses = false;
    elements([&](const Value& value) {
        const double factor = value.parts[0];
        const double next = narrow ? static_cast<float>(product * factor) : product * factor;
        loses |= std::fabs(next) < least && !is_exact_product(product, factor, next);
        product = next;
    });
    return loses || (dtype == DType::Float16 && is_small_and_rounded(product));
}

// Whether a small mean is not the sum divided.
template <class Elements>
bool loses_digits_in_mean(const Value& result, const Given& given, const Elements& elements) noexcept {
    double sum = 0;
    elements([&](const Value& value) { sum += value.parts[0]; });
    return !is_exact_product(result.parts[0], static_cast<double>(given.count), sum);
}

}  // namespace

int errors_of_reduction(const char* op, bool mean, int ndim, const int64_t* shape, const Operand& in,
                        const Operand& out, const Operand* mask) noexcept {
    if (!is_inexact(out.dtype)) return 0;
    const bool multiplies = STRIDED_IS_ONE_OF(op, "multiply", "nan_multiply");
    const bool skips_nan = std::strncmp(op, "nan_", 4) == 0;
    int errors = 0;
    walk_results(ndim, shape, in, out, mask, [&](const Value& result, const auto& all) {
        const bool vanished = (multiplies || mean) && is_tiny(result, out.dtype);
        if (!result.is_nan() && !result.is_infinite() && !vanished) return;
        const auto elements = [&](const auto& visit) {
            all([&](const Value& value) {
                if (!skips_nan || !value.is_nan()) visit(value);
            });
        };
        Given given;
        elements([&](const Value& value) { given.see(value); });
        if (given.nan) return;
        if (result.is_nan()) {
            // Of finite elements it takes an infinite sum or product before.
            errors |= given.infinite || given.count == 0 ? kInvalid : kInvalid | kOverflow;
        } else if (result.is_infinite()) {
            errors |= given.infinite ? 0 : kOverflow;
        } else if (given.count > 1 && (mean ? result.count == 1 && loses_digits_in_mean(result, given, elements)
                                            : loses_digits(out.dtype, given, elements))) {
            errors |= kUnderflow;
        }
    });
    return errors;
}

int errors_of_variance(int ndim, const int64_t* shape, const Operand& in, const Operand& out, const Operand* mask,
                       double ddof, bool skips_nan) noexcept {
    if (!is_inexact(out.dtype)) return 0;
    // float16 is computed in float32, where none of its squares is small.
    const bool narrow = out.dtype != DType::Float64 && out.dtype != DType::Complex128;
    const double least = narrow ? static_cast<double>(FLT_MIN) : DBL_MIN;
    int errors = 0;
    walk_results(ndim, shape, in, out, mask, [&](const Value& result, const auto& elements) {
        Given given;
        double means[2] = {0, 0};
        elements([&](const Value& value) {
            if (skips_nan && value.is_nan()) return;
            given.see(value);
            for (int k = 0; k < value.count; k++) means[k] += value.parts[k];
        });
        if (given.nan) return;
        // Without degrees of freedom the variance of what is no NaN is NaN by decree.
        const double divisor = static_cast<double>(given.count) - ddof;
        if (skips_nan && divisor <= 0) return;
        for (double& mean : means) mean /= static_cast<double>(given.count);
        if (result.is_nan()) errors |= given.infinite || divisor <= 0 ? kInvalid : kInvalid | kOverflow;
        if (result.is_infinite() && !given.infinite) errors |= divisor > 0 ? kOverflow : kDivideByZero;
        elements([&](const Value& value) {
            for (int k = 0; k < value.count && !(skips_nan && value.is_nan()); k++) {
                const double deviation = value.parts[k] - means[k];
                const double square = narrow ? static_cast<float>(deviation * deviation) : deviation * deviation;
                if (square < least && !is_exact_product(deviation, deviation, square)) errors |= kUnderflow;
            }
        });
    });
    return errors;
}

int errors_of_scan(const char* op, int ndim, const int64_t* shape, int axis, const Operand& in,
                   const Operand& out) noexcept {
    const Nature nature = nature_of(op);
    if (!is_inexact(out.dtype) && !nature.divides) return 0;
    int errors = 0;
    walk(ndim, shape, [&](const int64_t* index) {
        if (index[axis] == 0) return;
        const char* result = at(out.data, out.strides, index, ndim);
        const Value operands[2] = {value_at(result - out.strides[axis], out.dtype),
                                   value_at(at(in.data, in.strides, index, ndim), in.dtype)};
        errors |= errors_of(nature, operands, 2, value_at(result, out.dtype), out.dtype);
    });
    return errors;
}

int errors_of_steps(const KernelTable& kernels, const SegmentsCall& call) noexcept {
    const Nature nature = nature_of(call.step->op);
    if (!is_inexact(call.dtype) && !nature.divides) return 0;
    const auto size = static_cast<size_t>(item_size(call.dtype));
    const int64_t length = call.shape[call.axis];
    int64_t outputs[kMaxDims];
    for (int i = 0; i < call.ndim; i++) outputs[i] = i == call.axis ? call.segments : call.shape[i];
    int errors = 0;
    walk(call.ndim, outputs, [&](const int64_t* index) {
        int64_t place[kMaxDims];
        std::memcpy(place, index, sizeof(place));
        const int64_t s = index[call.axis];
        int64_t first = call.starts == nullptr ? 0 : call.starts[s];
        int64_t end = call.starts == nullptr || s + 1 == call.segments ? length : call.starts[s + 1];
        if (first < 0 || first >= length || end > length) return;
        end = end <= first ? first + 1 : end;
        alignas(16) char held[kMaxItemSize];
        alignas(16) char next[kMaxItemSize];
        if (call.seeded) {
            const CastFn cast = kernels.casts[static_cast<int>(call.out.dtype)][static_cast<int>(call.dtype)];
            cast(at(call.out.data, call.out.strides, index, call.ndim), 0, held, 0, 1);
        }
        for (int64_t i = first; i < end; i++) {
            place[call.axis] = i;
            const char* element = at(call.in.data, call.in.strides, place, call.ndim);
            if (call.masked && *at(call.mask.data, call.mask.strides, place, call.ndim) == 0) continue;
            if (i == first && !call.seeded) {
                std::memcpy(held, element, size);
                continue;
            }
            char* const data[3] = {held, const_cast<char*>(element), next};
            const int64_t strides[3] = {};
            call.step->run(data, strides, 1);
            const Value operands[2] = {value_at(held, call.dtype), value_at(element, call.dtype)};
            errors |= errors_of(nature, operands, 2, value_at(next, call.dtype), call.dtype);
            std::memcpy(held, next, size);
        }
    });
    return errors;
}

Status run_at_watched(const KernelTable& kernels, ThreadPool& pool, const AtCall& call, int* errors) noexcept {
    *errors = 0;
    for (int64_t i = 0; i < call.n; i++) {
        int64_t index = call.index[i];
        if (index < 0) index += call.length;
        if (index < 0 || index >= call.length) return Status::bad_index;
        ElementwiseCall step;
        step.loop = call.step;
        step.loop_dtypes = call.dtypes;
        step.nin = call.nin;
        step.nout = 1;
        step.masked = false;
        step.ndim = 0;
        step.operands[0].data = call.a + index * call.stride;
        step.operands[0].dtype = call.dtype;
        if (call.nin == 2) {
            step.operands[1].data = const_cast<char*>(call.b + i * call.b_stride);
            step.operands[1].dtype = call.dtypes[1];
        }
        step.operands[call.nin] = step.operands[0];
        int found = 0;
        const Status status = run_watched(kernels, pool, step, &found);
        if (status != Status::ok) return status;
        *errors |= found;
    }
    return Status::ok;
}

}  // namespace strided
