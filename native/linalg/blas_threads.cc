#include "native/linalg/blas_threads.h"

#include <cblas.h>

#include <mutex>

namespace strided {
namespace {

// One for the process, as OpenBLAS' own number of threads is.
struct Users {
    std::mutex mutex;
    int count = 0;
    // Kept while calls stay on one thread.
    int threads = 1;
};

Users& users() noexcept {
    static Users all;
    return all;
}

}  // namespace

void set_blas_threads(int threads) noexcept {
    Users& all = users();
    const std::lock_guard lock(all.mutex);
    all.threads = threads;
    if (all.count < 2) openblas_set_num_threads(threads);
}

BlasUse::BlasUse(By by) noexcept : users_(by == By::pool ? 2 : 1) {
    Users& all = users();
    const std::lock_guard lock(all.mutex);
    const int before = all.count;
    all.count += users_;
    if (before >= 2 || all.count < 2) return;
    all.threads = openblas_get_num_threads();
    openblas_set_num_threads(1);
}

BlasUse::~BlasUse() {
    Users& all = users();
    const std::lock_guard lock(all.mutex);
    const int before = all.count;
    all.count -= users_;
    if (before >= 2 && all.count < 2) openblas_set_num_threads(all.threads);
}

}  // namespace strided
