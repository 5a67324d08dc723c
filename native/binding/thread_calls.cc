#include "native/binding/environment.h"
#include "native/linalg/blas_threads.h"

namespace strided {

// setThreads(n): returns the number in force; 0 only asks.
napi_value call_set_threads(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    const int64_t threads = integer_argument(env, arguments.values[0], 0);
    ThreadPool& pool = arguments.environment->pool;
    if (threads > 0 && threads <= 1024) {
        pool.set_threads(static_cast<int>(threads));
        set_blas_threads(static_cast<int>(threads));
    }
    napi_value value = nullptr;
    napi_create_int32(env, pool.threads(), &value);
    return value;
}

}  // namespace strided
