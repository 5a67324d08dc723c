// Every function of native/binding under libFuzzer: calls with hostile arguments, buffers and argument blocks. An input
// is a list of calls as record_calls.ts writes real ones down (the format stands there), which libFuzzer then perturbs.
//
// Nothing may be read or written outside the buffers of a call. The addon is linked in, instrumented; or, built with
// STRIDED_FUZZ_LOADED, it is the one that the environment variable STRIDED_ADDON names, as it is, where the buffers'
// guard pages tell.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#ifdef STRIDED_FUZZ_LOADED
#include <dlfcn.h>
#endif

#include "native/binding/argument_block.h"
#include "test/fuzz/fake_napi.h"
#include "test/fuzz/fuzz_input.h"

#ifndef STRIDED_FUZZ_LOADED
extern "C" napi_value napi_register_module_v1(napi_env env, napi_value exports);
#endif

namespace {

using strided::BlockLayout;
using strided_fuzz::Input;

constexpr int kMostCalls = 4;
constexpr int kMostArguments = 12;
constexpr size_t kMostBytes = 20000;
constexpr int64_t kMostElements = 1 << 16;
constexpr double kMemoryLimit = 64 << 20;
constexpr int kOperands = 5;

struct Function {
    uint16_t hash;
    std::string name;
    napi_value value;
};

// Inputs name functions by a hash, so that they mean the same when the addon has more of them.
uint16_t hash_of(const std::string& name) {
    uint32_t hash = 2166136261u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return static_cast<uint16_t>(hash ^ (hash >> 16));
}

struct Addon {
    std::vector<Function> functions;
    double* slots = nullptr;
    napi_value set_limit = nullptr;
    napi_value set_threads = nullptr;
    napi_value watch = nullptr;
    napi_value sweep = nullptr;

    Addon() {
        setenv("STRIDED_NUM_THREADS", "2", 1);
        napi_value exports = fake_napi::object();
#ifdef STRIDED_FUZZ_LOADED
        const char* path = std::getenv("STRIDED_ADDON");
        void* library = path == nullptr ? nullptr : dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) {
            std::fprintf(stderr, "STRIDED_ADDON names no addon: %s\n", path == nullptr ? "it is not set" : dlerror());
            std::exit(2);
        }
        using Register = napi_value (*)(napi_env, napi_value);
        reinterpret_cast<Register>(dlsym(library, "napi_register_module_v1"))(fake_napi::env(), exports);
#else
        napi_register_module_v1(fake_napi::env(), exports);
#endif
        for (const std::string& name : fake_napi::names_of(exports)) {
            const napi_value value = fake_napi::property(exports, name);
            if (fake_napi::is_function(value)) functions.push_back({hash_of(name), name, value});
            if (name == "block") slots = reinterpret_cast<double*>(fake_napi::data_of(value));
            if (name == "setMemoryLimit") set_limit = value;
            if (name == "setThreads") set_threads = value;
            if (name == "watchFloatErrors") watch = value;
            if (name == "sweep") sweep = value;
        }
        if (functions.size() < 60 || slots == nullptr) std::abort();
        fake_napi::keep_scope();
    }

    const Function& nearest(uint16_t hash) const {
        const Function* found = &functions[0];
        for (const Function& function : functions) {
            const auto distance = [hash](const Function& f) { return static_cast<uint16_t>(f.hash ^ hash); };
            if (distance(function) < distance(*found)) found = &function;
        }
        return *found;
    }
};

const Addon& addon() {
    static const auto* const only = new Addon();
    return *only;
}

double value_of(Input& input) {
    static constexpr double kBoundaries[] = {-1,
                                             0.5,
                                             -0.0,
                                             2147483647.0,
                                             2147483648.0,
                                             -2147483648.0,
                                             4294967295.0,
                                             4294967296.0,
                                             1099511627776.0,
                                             9007199254740991.0,
                                             9007199254740992.0,
                                             -9007199254740991.0,
                                             -9007199254740992.0,
                                             9007199254740994.0,
                                             576460752303423488.0,
                                             1152921504606846976.0,
                                             9223372036854775808.0,
                                             -9223372036854775808.0,
                                             18446744073709551616.0,
                                             1e300,
                                             -1e300,
                                             std::numeric_limits<double>::infinity(),
                                             -std::numeric_limits<double>::infinity(),
                                             std::numeric_limits<double>::quiet_NaN(),
                                             3002399751580331.0,
                                             1125899906842624.0};
    const uint8_t kind = input.byte();
    switch (kind) {
        case 0:
            return input.take<int8_t>();
        case 1:
            return input.take<int16_t>();
        case 2:
            return input.take<int32_t>();
        case 3:
            return input.take<double>();
        case 4:
            return kBoundaries[input.byte() % std::size(kBoundaries)];
        default:
            return kind - 5;
    }
}

napi_value new_buffer(Input& input, std::vector<napi_value>* buffers) {
    const size_t bytes = input.take<uint16_t>() % kMostBytes;
    const uint8_t shift = input.byte();
    const napi_value buffer = fake_napi::array_buffer(bytes, shift < 8 ? shift : 0);
    const std::vector<uint8_t> content = input.bytes(input.take<uint16_t>());
    if (!content.empty()) std::memcpy(fake_napi::data_of(buffer), content.data(), std::min(bytes, content.size()));
    buffers->push_back(buffer);
    return buffer;
}

napi_value argument_of(Input& input, std::vector<napi_value>* buffers) {
    switch (input.byte() & 15) {
        case 0:
            return fake_napi::undefined();
        case 1:
            return fake_napi::null();
        case 2:
            return fake_napi::number(value_of(input));
        case 3:
            return fake_napi::boolean(true);
        case 4:
            return fake_napi::boolean(false);
        case 6: {
            const napi_value buffer = new_buffer(input, buffers);
            return fake_napi::typed_array(buffer, napi_uint8_array, 0, fake_napi::bytes_of(buffer));
        }
        case 7: {
            const uint8_t index = input.byte();
            return buffers->empty() ? fake_napi::undefined() : (*buffers)[index % buffers->size()];
        }
        case 8:
            return fake_napi::detached_buffer();
        case 9: {
            const napi_value buffer = new_buffer(input, buffers);
            return fake_napi::typed_array(buffer, napi_float64_array, 0, fake_napi::bytes_of(buffer) / 8);
        }
        case 10:
            return fake_napi::string("text");
        case 11:
            return fake_napi::object();
        default:
            return new_buffer(input, buffers);
    }
}

bool is_whole(double value) { return std::trunc(value) == value && std::abs(value) < 1e19; }
bool is_large(double value) { return is_whole(value) && std::abs(value) > static_cast<double>(kMostElements); }

// A call may run for as long as its shape is large, which strides of 0 allow in any buffer: that is what broadcasting
// means. So lengths that no buffer bounds are kept small, or given strides.
void bound_work(const std::string& name, double* slots) {
    double* const shape = slots + BlockLayout::shape;
    double* const parameters = slots + BlockLayout::parameters;
    const auto give_strides = [slots](int axis) {
        for (int k = 0; k < kOperands; k++) {
            double& stride = slots[BlockLayout::strides + strided::kMaxDims * k + axis];
            if (stride == 0) stride = 8;
        }
    };
    const double count = slots[BlockLayout::ndim];
    const int ndim = count >= 0 && count <= strided::kMaxDims ? static_cast<int>(count) : 0;
    const bool matrices = name == "matmul" || name == "lapack";
    if (matrices) {
        for (int i = 0; i < 4; i++) {
            if (is_whole(parameters[i]) && !is_large(parameters[i])) parameters[i] = std::fmod(parameters[i], 40);
        }
    }
    bool large = false;
    double product = 1;
    for (int i = 0; i < ndim; i++) {
        if (is_large(shape[i])) {
            give_strides(i);
            large = true;
        } else if (shape[i] > 1 && product * shape[i] > static_cast<double>(kMostElements >> (matrices ? 8 : 0))) {
            shape[i] = 1;
        } else if (shape[i] > 1) {
            product *= shape[i];
        }
    }
    for (int i = 0; i < 15; i++) large |= is_large(parameters[i]);
    for (int i = 0; large && i < 8 && i < strided::kMaxDims; i++) give_strides(i);
    if (large && ndim + 2 <= strided::kMaxDims) {
        give_strides(ndim);
        give_strides(ndim + 1);
    }
}

// Calls whose work or memory is as large as a number says, whatever the buffers: kept small.
void bound_numbers(const std::string& name, std::vector<napi_value>* arguments) {
    const auto bound = [&](size_t place, double most) {
        double number;
        if (arguments->size() <= place || napi_get_value_double(nullptr, (*arguments)[place], &number) != napi_ok)
            return;
        if (number > most && number < 1e16) (*arguments)[place] = fake_napi::number(std::fmod(number, most));
    };
    if (name == "setThreads") bound(0, 4);
    if (name == "fftWorkspace") bound(2, 1 << 16);
}

void one_call(Input& input, std::vector<napi_value>* buffers) {
    const Addon& all = addon();
    const Function& function = all.nearest(input.take<uint16_t>());
    const uint8_t head = input.byte();
    std::vector<napi_value> arguments;
    for (int i = std::min(head & 15, kMostArguments); i > 0; i--) arguments.push_back(argument_of(input, buffers));
    for (int i = input.byte(); i > 0; i--) {
        const uint16_t slot = input.take<uint16_t>() % BlockLayout::size;
        all.slots[slot] = value_of(input);
    }
    const double watched = (head & 128) != 0 ? 15 : 0;
    fake_napi::call(all.watch, {fake_napi::number(watched), fake_napi::number((head & 64) != 0 ? watched : 0)});
    bound_work(function.name, all.slots);
    bound_numbers(function.name, &arguments);
    const napi_value result = fake_napi::call(function.value, arguments);
    // To see how many seeds get past the checks.
    if (std::getenv("STRIDED_FUZZ_TRACE") != nullptr) {
        double status;
        const bool refused = napi_get_value_double(nullptr, result, &status) == napi_ok;
        std::fprintf(stderr, "%s %g\n", function.name.c_str(), refused ? status : 0);
    }
    if (fake_napi::is_buffer(result)) buffers->push_back(result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const Addon& all = addon();
    std::memset(all.slots, 0, BlockLayout::size * sizeof(double));
    fake_napi::call(all.set_limit, {fake_napi::number(kMemoryLimit)});
    Input input(data, size);
    std::vector<napi_value> buffers;
    for (int i = 0; i < kMostCalls && input.left() > 0; i++) one_call(input, &buffers);
    fake_napi::end_scope();
    // Blocks that nothing holds any more come back.
    fake_napi::call(all.sweep, {fake_napi::boolean(true)});
    fake_napi::end_scope();
    return 0;
}
