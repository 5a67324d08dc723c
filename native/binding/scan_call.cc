#include <cstring>

#include "native/binding/environment.h"
#include "native/binding/float_watch.h"
#include "native/loops/reduce_stage.h"
#include "native/loops/scan.h"
#include "native/loops/scan_at.h"
#include "native/loops/scan_segments.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Kernel number `value`; −1 is none, and anything outside the list false.
template <class Entry>
bool kernel_argument(napi_env env, napi_value value, const std::vector<Entry>& list, int32_t* number) noexcept {
    return napi_get_value_int32(env, value, number) == napi_ok && *number >= -1 &&
           (*number < 0 || static_cast<size_t>(*number) < list.size());
}

// A kernel of two operands and a result, all of one dtype.
bool is_step(const ElementwiseEntry& entry) noexcept {
    return entry.nin == 2 && entry.nout == 1 && entry.dtypes[0] == entry.dtypes[1] &&
           entry.dtypes[0] == entry.dtypes[2];
}

// Kernels named "OP.reduceat" read one index more than they are given elements.
bool folds_segments(const AtLoop& loop) noexcept { return std::strchr(loop.op, '.') != nullptr; }

DType dtype_at(const char* signature, int place) noexcept {
    return static_cast<DType>(dtype_of_letter(signature[place]));
}

// A scan whose results are looked at; the output may be the input, which is needed afterwards.
Status scan_watched(Environment& environment, const ScanCall& call) noexcept {
    Scratch memory;
    ElementwiseCall copy;
    copy.loop = nullptr;
    copy.nin = 1;
    copy.nout = 1;
    copy.masked = false;
    copy.ndim = call.ndim;
    copy.operands[0] = call.in;
    copy.operands[1].dtype = call.in.dtype;
    int64_t bytes = item_size(call.in.dtype);
    for (int i = call.ndim - 1; i >= 0; i--) {
        copy.shape[i] = call.shape[i];
        copy.operands[1].strides[i] = bytes;
        if (!checked_mul(bytes, call.shape[i], &bytes)) return Status::out_of_memory;
    }
    copy.operands[1].data = memory.allocate(bytes);
    if (copy.operands[1].data == nullptr) return Status::out_of_memory;
    Status status = run_elementwise(environment.kernels, environment.pool, copy);
    if (status == Status::ok) status = run_scan(environment.kernels, environment.pool, call);
    if (status != Status::ok) return status;
    const char* op = call.step->op;
    return note_errors(environment, op,
                       errors_of_scan(op, call.ndim, call.shape, call.axis, copy.operands[1], call.out));
}

// Parameter 0: the axis.
Status scan(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int32_t loop, step;
    if (arguments.count < 4 || !kernel_argument(env, arguments.values[0], environment.scans, &loop) ||
        !kernel_argument(env, arguments.values[1], environment.elementwise, &step) || step < 0) {
        return Status::bad_argument;
    }
    const ElementwiseEntry& entry = environment.elementwise[static_cast<size_t>(step)];
    if (!is_step(entry)) return Status::bad_argument;
    ScanCall call;
    call.scan = loop < 0 ? nullptr : environment.scans[static_cast<size_t>(loop)];
    call.step = entry.loop;
    call.dtype = entry.dtypes[0];
    if (call.scan != nullptr && dtype_at(call.scan->signature, 3) != call.dtype) return Status::bad_argument;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t axis;
    if (call.ndim < 1 || !block.integer(BlockLayout::parameters, 0, call.ndim - 1, &axis)) return Status::bad_argument;
    call.axis = static_cast<int>(axis);
    status = block.operand(env, arguments.values[2], 0, call.ndim, call.shape, &call.in);
    if (status != Status::ok) return status;
    status = block.operand(env, arguments.values[3], 1, call.ndim, call.shape, &call.out);
    if (status != Status::ok) return status;
    if (environment.float_watch.watched == 0) return run_scan(environment.kernels, environment.pool, call);
    return scan_watched(environment, call);
}

// A run of 64-bit integers in a buffer.
Status indices_of(napi_env env, napi_value value, int64_t offset, int64_t count, const int64_t** indices) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t bytes;
    if (!checked_mul(count, static_cast<int64_t>(sizeof(int64_t)), &bytes) || offset < 0 || bytes > buffer.length ||
        offset > buffer.length - bytes) {
        return Status::buffer_bounds;
    }
    const char* first = buffer.data + offset;
    if (count > 0 && reinterpret_cast<uintptr_t>(first) % sizeof(int64_t) != 0) return Status::bad_argument;
    *indices = reinterpret_cast<const int64_t*>(first);
    return Status::ok;
}

void tell_place(Environment& environment, int64_t place) noexcept {
    environment.block.slots()[BlockLayout::results] = static_cast<double>(place);
}

// Parameters: 0 = axis, 1 = associative, 2 = the output is folded in first, 3 = masked, 4 = the number of parts (−1:
// one, the whole axis), 5 = the byte offset of their starts. Operands: in, out, mask.
Status segments(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int32_t fold, step;
    if (arguments.count < 4 || !kernel_argument(env, arguments.values[0], environment.reduce, &fold) ||
        !kernel_argument(env, arguments.values[1], environment.elementwise, &step) || (fold < 0) == (step < 0)) {
        return Status::bad_argument;
    }
    constexpr int kFirst = BlockLayout::parameters;
    SegmentsCall call;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t axis, associative, seeded, masked, count, offset, scan, line;
    if (call.ndim < 1 || !block.integer(kFirst, 0, call.ndim - 1, &axis) ||
        !block.integer(kFirst + 1, 0, 1, &associative) || !block.integer(kFirst + 2, 0, 1, &seeded) ||
        !block.integer(kFirst + 3, 0, 1, &masked) || !block.integer(kFirst + 4, -1, INT64_MAX, &count) ||
        !block.integer(kFirst + 5, 0, INT64_MAX, &offset) ||
        !block.integer(kFirst + 6, -1, static_cast<int64_t>(environment.scans.size()) - 1, &scan) ||
        !block.integer(kFirst + 7, -1, static_cast<int64_t>(environment.at.size()) - 1, &line)) {
        return Status::bad_argument;
    }
    call.fold = fold < 0 ? nullptr : environment.reduce[static_cast<size_t>(fold)];
    call.step = nullptr;
    call.dtype = DType::Bool;
    call.refuses_negative = false;
    if (step >= 0) {
        const ElementwiseEntry& entry = environment.elementwise[static_cast<size_t>(step)];
        if (!is_step(entry)) return Status::bad_argument;
        call.step = entry.loop;
        call.dtype = entry.dtypes[0];
        call.refuses_negative = entry.refuses_negative_exponents;
    }
    call.scan = scan < 0 ? nullptr : environment.scans[static_cast<size_t>(scan)];
    if (call.scan != nullptr &&
        (dtype_at(call.scan->signature, 0) != call.dtype || dtype_at(call.scan->signature, 3) != call.dtype)) {
        return Status::bad_argument;
    }
    call.axis = static_cast<int>(axis);
    call.associative = associative == 1;
    call.seeded = seeded == 1;
    call.masked = masked == 1;
    if ((call.seeded || call.masked) && call.fold != nullptr) return Status::bad_argument;
    if (call.masked && !call.seeded) return Status::bad_argument;
    call.starts = nullptr;
    call.segments = count < 0 ? 1 : count;
    if (count >= 0) {
        if (arguments.count < 5) return Status::bad_argument;
        status = indices_of(env, arguments.values[4], offset, count, &call.starts);
        if (status != Status::ok) return status;
    }
    status = block.operand(env, arguments.values[2], 0, call.ndim, call.shape, &call.in);
    if (status != Status::ok) return status;
    int64_t out_shape[kMaxDims];
    for (int i = 0; i < call.ndim; i++) out_shape[i] = i == call.axis ? call.segments : call.shape[i];
    status = block.operand(env, arguments.values[3], 1, call.ndim, out_shape, &call.out);
    if (status != Status::ok) return status;
    if (call.masked) {
        if (arguments.count < 6) return Status::bad_argument;
        status = block.operand(env, arguments.values[5], 2, call.ndim, call.shape, &call.mask);
        if (status != Status::ok) return status;
        if (call.mask.dtype != DType::Bool) return Status::bad_argument;
    }
    const DType wanted = call.fold != nullptr ? dtype_at(call.fold->signature, 0) : call.dtype;
    if (call.in.dtype != wanted || !is_aligned(call.in.data, call.ndim, call.in.strides, call.in.dtype) ||
        !is_aligned(call.out.data, call.ndim, call.out.strides, call.out.dtype)) {
        return Status::bad_argument;
    }
    call.line = nullptr;
    if (line >= 0) {
        const AtLoop* loop = environment.at[static_cast<size_t>(line)];
        if (!folds_segments(*loop) || dtype_at(loop->signature, 0) != call.in.dtype || call.seeded) {
            return Status::bad_argument;
        }
        if (dtype_at(loop->signature, 3) == call.out.dtype) call.line = loop;
    }
    if (call.starts != nullptr) {
        const int64_t bad = find_bad_start(call.starts, call.segments, call.shape[call.axis]);
        if (bad >= 0) {
            tell_place(environment, bad);
            return Status::bad_index;
        }
    }
    if (environment.float_watch.watched == 0) return run_segments(environment.kernels, environment.pool, call);
    // What steps begin with stands in the output until they are taken.
    int errors = call.step == nullptr ? 0 : errors_of_steps(environment.kernels, call);
    status = run_segments(environment.kernels, environment.pool, call);
    if (status != Status::ok) return status;
    if (call.fold != nullptr) {
        const WatchedArray input{call.in.data, call.in.dtype, call.ndim, call.shape, call.in.strides};
        errors = errors_of_fold(&input, 1, {call.out.data, call.out.dtype, call.ndim, out_shape, call.out.strides});
    }
    return note_errors(environment, call.fold != nullptr ? call.fold->op : call.step->op, errors);
}

// The place of the first index that is outside, or −1.
int64_t first_outside(const AtCall& call) noexcept {
    for (int64_t i = 0; i < call.n; i++) {
        if (call.index[i] < -call.length || call.index[i] >= call.length) return i;
    }
    return -1;
}

// Parameters: the array's 0 = dtype, 1 = byte offset of index 0, 2 = bytes per index, 3 = length; 4 = the number of
// indices, 5 = their byte offset; the second operand's 6 = byte offset, 7 = bytes per element.
Status at(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int32_t fast, step;
    if (arguments.count < 4 || !kernel_argument(env, arguments.values[0], environment.at, &fast) ||
        !kernel_argument(env, arguments.values[1], environment.elementwise, &step) || step < 0) {
        return Status::bad_argument;
    }
    const ElementwiseEntry& entry = environment.elementwise[static_cast<size_t>(step)];
    if (entry.nin > 2 || entry.nout != 1 || (entry.nin == 2 && arguments.count < 5)) return Status::bad_argument;
    constexpr int kFirst = BlockLayout::parameters;
    AtCall call;
    int64_t dtype, offset, index_offset, b_offset;
    if (!block.integer(kFirst, 0, kDTypeCount - 1, &dtype) || !block.integer(kFirst + 1, 0, INT64_MAX, &offset) ||
        !block.integer(kFirst + 2, &call.stride) || !block.integer(kFirst + 3, 0, INT64_MAX, &call.length) ||
        !block.integer(kFirst + 4, 0, INT64_MAX, &call.n) || !block.integer(kFirst + 5, 0, INT64_MAX, &index_offset) ||
        !block.integer(kFirst + 6, 0, INT64_MAX, &b_offset) || !block.integer(kFirst + 7, &call.b_stride)) {
        return Status::bad_argument;
    }
    call.dtype = static_cast<DType>(dtype);
    call.step = entry.loop;
    call.nin = entry.nin;
    call.dtypes = entry.dtypes;
    Buffer buffer;
    Status status = buffer_of(env, arguments.values[2], &buffer);
    if (status != Status::ok) return status;
    int64_t reach;
    if (!checked_mul(call.stride, call.length > 0 ? call.length - 1 : 0, &reach)) return Status::buffer_bounds;
    const int64_t low = reach < 0 ? reach : 0;
    const int64_t high = (reach > 0 ? reach : 0) + item_size(call.dtype);
    if (call.length > 0 && (low < -offset || high > buffer.length - offset)) return Status::buffer_bounds;
    call.a = buffer.data + (call.length > 0 ? offset : 0);
    status = indices_of(env, arguments.values[3], index_offset, call.n, &call.index);
    if (status != Status::ok) return status;
    call.b = nullptr;
    if (call.nin == 2) {
        Buffer other;
        status = buffer_of(env, arguments.values[4], &other);
        if (status != Status::ok) return status;
        const int size = item_size(call.dtypes[1]);
        if (!checked_mul(call.b_stride, call.n > 0 ? call.n - 1 : 0, &reach)) return Status::buffer_bounds;
        const int64_t first = reach < 0 ? reach : 0;
        const int64_t end = (reach > 0 ? reach : 0) + size;
        if (call.n > 0 && (first < -b_offset || end > other.length - b_offset)) return Status::buffer_bounds;
        call.b = other.data + (call.n > 0 ? b_offset : 0);
        const uint64_t bits = reinterpret_cast<uintptr_t>(call.b) | static_cast<uint64_t>(call.b_stride);
        if (call.n > 0 && bits % static_cast<uint64_t>(item_alignment(call.dtypes[1])) != 0) {
            return Status::bad_argument;
        }
    }
    call.fast = nullptr;
    const uint64_t bits = reinterpret_cast<uintptr_t>(call.a) | static_cast<uint64_t>(call.stride);
    if (fast >= 0 && bits % static_cast<uint64_t>(item_alignment(call.dtype)) == 0) {
        call.fast = environment.at[static_cast<size_t>(fast)];
        if (call.nin != 2 || folds_segments(*call.fast) || dtype_at(call.fast->signature, 0) != call.dtype ||
            call.dtypes[1] != call.dtype) {
            return Status::bad_argument;
        }
    }
    // Nothing else can write to an ArrayBuffer while the call runs; to shared memory, and to what the call writes, it
    // can.
    bool is_private = false;
    napi_is_arraybuffer(env, arguments.values[3], &is_private);
    const char* first_index = reinterpret_cast<const char*>(call.index);
    const char* end_index = first_index + call.n * static_cast<int64_t>(sizeof(int64_t));
    call.stable = is_private && (call.a + low >= end_index || call.a + high <= first_index);
    int errors = 0;
    const bool watched = environment.float_watch.watched != 0;
    const int64_t bad = watched ? first_outside(call) : run_at(environment.kernels, call);
    if (bad < 0 && watched) {
        status = run_at_watched(environment.kernels, environment.pool, call, &errors);
        return status == Status::ok ? note_errors(environment, call.step->op, errors) : status;
    }
    if (bad < 0) return Status::ok;
    tell_place(environment, bad);
    return Status::bad_index;
}

}  // namespace

// scan(loop, step, in, out)
napi_value call_scan(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, scan(env, arguments));
}

// reduceSegments(fold, step, in, out, starts?, mask?)
napi_value call_reduce_segments(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, segments(env, arguments));
}

// operateAt(loop, step, a, index, b?)
napi_value call_operate_at(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, at(env, arguments));
}

}  // namespace strided
