#include "native/fft/rows.h"

#include "native/fft/transform.h"

namespace strided {
namespace {

int64_t rounded(int64_t bytes) noexcept { return (bytes + 63) / 64 * 64; }

// Two real rows as the parts of a complex one; a missing second row is zero.
template <class T>
void join_real(const T* a, const T* b, int64_t n, T* z) noexcept {
    for (int64_t i = 0; i < n; i++) {
        z[2 * i] = a[i];
        z[2 * i + 1] = b == nullptr ? T(0) : b[i];
    }
}

// The spectra of two real rows from that of their sum a + i·b; n is odd.
template <class T>
void part_spectra(const T* z, int64_t n, T* a, T* b) noexcept {
    a[0] = z[0];
    a[1] = 0;
    if (b != nullptr) {
        b[0] = z[1];
        b[1] = 0;
    }
    const T half = T(0.5);
    for (int64_t k = 1; k <= n / 2; k++) {
        const T re = z[2 * k], im = z[2 * k + 1], re2 = z[2 * (n - k)], im2 = z[2 * (n - k) + 1];
        if (b == nullptr) {
            a[2 * k] = re;
            a[2 * k + 1] = im;
            continue;
        }
        a[2 * k] = half * (re + re2);
        a[2 * k + 1] = half * (im - im2);
        b[2 * k] = half * (im + im2);
        b[2 * k + 1] = half * (re2 - re);
    }
}

// The spectrum of a + i·b from the halves of theirs.
template <class T>
void join_spectra(const T* a, const T* b, int64_t n, T* z) noexcept {
    z[0] = a[0];
    z[1] = b == nullptr ? T(0) : b[0];
    for (int64_t k = 1; k <= n / 2; k++) {
        const T re = a[2 * k], im = a[2 * k + 1];
        const T re2 = b == nullptr ? T(0) : b[2 * k], im2 = b == nullptr ? T(0) : b[2 * k + 1];
        z[2 * k] = re - im2;
        z[2 * k + 1] = im + re2;
        z[2 * (n - k)] = re + im2;
        z[2 * (n - k) + 1] = re2 - im;
    }
}

template <class T>
void part_real(const T* z, int64_t n, T* a, T* b) noexcept {
    for (int64_t i = 0; i < n; i++) {
        a[i] = z[2 * i];
        if (b != nullptr) b[i] = z[2 * i + 1];
    }
}

}  // namespace

void FftRow::make(const FftKernels& table, FftPlans& plans, FftKind what, bool doubles, int64_t length, double factor) {
    kind = what;
    is_double = doubles;
    n = length;
    part = doubles ? 8 : 4;
    kernels = &table;
    in_item = out_item = 2 * part;
    in_count = out_count = n;
    if (kind == FftKind::real_forward) {
        in_item = part;
        out_count = n / 2 + 1;
    } else if (kind == FftKind::real_backward) {
        out_item = part;
        in_count = n / 2 + 1;
    }
    const bool back = kind == FftKind::inverse || kind == FftKind::real_backward;
    scale = {back ? -1.0 : 1.0, factor, back ? -factor : factor};
    const bool halves = is_real() && n % 2 == 0;
    plan = plans.get(table, halves ? n / 2 : n, doubles, halves);
}

int64_t FftRow::work_bytes() const noexcept {
    const int64_t inner = fft_work_bytes(*plan, part);
    if (!is_real()) return inner;
    if (pairs()) return inner + rounded(2 * n * part);
    return inner + (kind == FftKind::real_backward ? rounded(n * part) : 0);
}

template <class T>
bool FftRow::run_pair(ThreadPool* pool, const char* in, const char* in2, char* out, char* out2,
                      char* work) const noexcept {
    T* const z = reinterpret_cast<T*>(work);
    char* const rest = work + rounded(2 * n * part);
    const T* const a = reinterpret_cast<const T*>(in);
    const T* const b = reinterpret_cast<const T*>(in2);
    const bool forward = kind == FftKind::real_forward;
    if (forward) {
        join_real(a, b, n, z);
    } else {
        join_spectra(a, b, n, z);
    }
    if (!transform_run(*kernels, pool, *plan, part, work, work, scale, rest)) return false;
    if (forward) {
        part_spectra(z, n, reinterpret_cast<T*>(out), reinterpret_cast<T*>(out2));
    } else {
        part_real(z, n, reinterpret_cast<T*>(out), reinterpret_cast<T*>(out2));
    }
    return true;
}

bool FftRow::run(ThreadPool* pool, const char* in, const char* in2, char* out, char* out2, char* work) const noexcept {
    if (!is_real()) return transform_run(*kernels, pool, *plan, part, in, out, scale, work);
    if (pairs()) {
        return is_double ? run_pair<double>(pool, in, in2, out, out2, work)
                         : run_pair<float>(pool, in, in2, out, out2, work);
    }
    constexpr int64_t kGrain = 8192;
    const int64_t h = n / 2, middle = h / 2 + 1;
    const auto pairs_over = [&](const char* from, char* to, FftRealFn step) {
        if (pool == nullptr) {
            step(from, to, h, plan->real_twiddle, 0, middle);
            return;
        }
        pool->for_ranges(middle, kGrain,
                         [&](int64_t begin, int64_t end) { step(from, to, h, plan->real_twiddle, begin, end); });
    };
    if (kind == FftKind::real_forward) {
        if (!transform_run(*kernels, pool, *plan, part, in, out, scale, work)) return false;
        pairs_over(out, out, kernels->real_forward);
        return true;
    }
    char* const packed = work;
    pairs_over(in, packed, kernels->real_backward);
    return transform_run(*kernels, pool, *plan, part, packed, out, scale, work + rounded(n * part));
}

}  // namespace strided
