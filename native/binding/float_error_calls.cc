#include <napi.h>

#include <string>

#include "native/binding/environment.h"

namespace strided {
namespace {

// The names of lib/errstate.ts, by bit.
const char* name_of(int error) noexcept {
    switch (error) {
        case kDivideByZero:
            return "divide";
        case kOverflow:
            return "over";
        case kUnderflow:
            return "under";
        default:
            return "invalid";
    }
}

}  // namespace

// watchFloatErrors(watched, raised): which errors are looked for, and which of them end a call; what was found before
// is returned as "over multiply", one text per kind of error and operation, and forgotten.
napi_value call_watch_float_errors(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    FloatWatch& watch = arguments.environment->float_watch;
    Napi::Array found = Napi::Array::New(env, static_cast<size_t>(watch.count));
    for (int i = 0; i < watch.count; i++) {
        const auto& finding = watch.findings[i];
        found.Set(static_cast<uint32_t>(i), std::string(name_of(finding.error)) + " " + finding.op);
    }
    watch.count = 0;
    watch.watched = static_cast<int>(integer_argument(env, arguments.values[0], 0)) & 15;
    watch.raised = static_cast<int>(integer_argument(env, arguments.values[1], 0)) & watch.watched;
    return found;
}

}  // namespace strided
