#pragma once
#include <cstddef>

#include "native/core/complex.h"

// The Fortran routines of LAPACK, one name for float64 and complex128. Results are LAPACK's `info`: 0 where all went
// well. Lengths of character arguments are passed behind all others.
namespace strided::lapack {

template <class T>
struct RealOf {
    using Type = T;
};
template <class T>
struct RealOf<Complex<T>> {
    using Type = T;
};
template <class T>
using Real = typename RealOf<T>::Type;

template <class T>
inline constexpr bool kIsComplex = false;
template <class T>
inline constexpr bool kIsComplex<Complex<T>> = true;

}  // namespace strided::lapack

extern "C" {
#define STRIDED_LAPACK_COMMON(T, p)                                                                             \
    void p##getrf_(const int*, const int*, T*, const int*, int*, int*);                                         \
    void p##getri_(const int*, T*, const int*, const int*, T*, const int*, int*);                               \
    void p##getrs_(const char*, const int*, const int*, const T*, const int*, const int*, T*, const int*, int*, \
                   size_t);                                                                                     \
    void p##potrf_(const char*, const int*, T*, const int*, int*, size_t);                                      \
    void p##geqrf_(const int*, const int*, T*, const int*, T*, T*, const int*, int*);
#define STRIDED_LAPACK_REAL(T, p)                                                                                    \
    STRIDED_LAPACK_COMMON(T, p)                                                                                      \
    void p##orgqr_(const int*, const int*, const int*, T*, const int*, const T*, T*, const int*, int*);              \
    void p##syevd_(const char*, const char*, const int*, T*, const int*, T*, T*, const int*, int*, const int*, int*, \
                   size_t, size_t);                                                                                  \
    void p##geev_(const char*, const char*, const int*, T*, const int*, T*, T*, T*, const int*, T*, const int*, T*,  \
                  const int*, int*, size_t, size_t);                                                                 \
    void p##gesdd_(const char*, const int*, const int*, T*, const int*, T*, T*, const int*, T*, const int*, T*,      \
                   const int*, int*, int*, size_t);                                                                  \
    void p##gelsd_(const int*, const int*, const int*, T*, const int*, T*, const int*, T*, const T*, int*, T*,       \
                   const int*, int*, int*);
#define STRIDED_LAPACK_COMPLEX(T, R, p)                                                                            \
    STRIDED_LAPACK_COMMON(T, p)                                                                                    \
    void p##ungqr_(const int*, const int*, const int*, T*, const int*, const T*, T*, const int*, int*);            \
    void p##heevd_(const char*, const char*, const int*, T*, const int*, R*, T*, const int*, R*, const int*, int*, \
                   const int*, int*, size_t, size_t);                                                              \
    void p##geev_(const char*, const char*, const int*, T*, const int*, T*, T*, const int*, T*, const int*, T*,    \
                  const int*, R*, int*, size_t, size_t);                                                           \
    void p##gesdd_(const char*, const int*, const int*, T*, const int*, R*, T*, const int*, T*, const int*, T*,    \
                   const int*, R*, int*, int*, size_t);                                                            \
    void p##gelsd_(const int*, const int*, const int*, T*, const int*, T*, const int*, R*, const R*, int*, T*,     \
                   const int*, R*, int*, int*);
STRIDED_LAPACK_REAL(double, d)
STRIDED_LAPACK_COMPLEX(strided::Complex128, double, z)
#undef STRIDED_LAPACK_COMMON
#undef STRIDED_LAPACK_REAL
#undef STRIDED_LAPACK_COMPLEX
// The steps of syevd.
void dsytrd_(const char*, const int*, double*, const int*, double*, double*, double*, double*, const int*, int*,
             size_t);
void dormtr_(const char*, const char*, const char*, const int*, const int*, const double*, const int*, const double*,
             double*, const int*, double*, const int*, int*, size_t, size_t, size_t);
void dstedc_(const char*, const int*, double*, double*, double*, const int*, double*, const int*, int*, const int*,
             int*, size_t);
void dsteqr_(const char*, const int*, double*, double*, double*, const int*, double*, int*, size_t);
void dlaed2_(int*, const int*, const int*, double*, double*, const int*, int*, double*, double*, double*, double*,
             double*, int*, int*, int*, int*, int*);
void dlaed4_(const int*, const int*, const double*, const double*, double*, const double*, double*, int*);
void dlamrg_(const int*, const int*, const double*, const int*, const int*, int*);
}

namespace strided::lapack {

// One overload per type. Work space is the caller's; a length of -1 asks for the best length, which comes in work[0].
#define STRIDED_LAPACK_COMMON(T, p)                                                                  \
    inline int getrf(int m, int n, T* a, int lda, int* pivots) noexcept {                            \
        int info = 0;                                                                                \
        p##getrf_(&m, &n, a, &lda, pivots, &info);                                                   \
        return info;                                                                                 \
    }                                                                                                \
    inline int getri(int n, T* a, int lda, const int* pivots, T* work, int lwork) noexcept {         \
        int info = 0;                                                                                \
        p##getri_(&n, a, &lda, pivots, work, &lwork, &info);                                         \
        return info;                                                                                 \
    }                                                                                                \
    inline int getrs(int n, int k, const T* a, int lda, const int* pivots, T* b, int ldb) noexcept { \
        int info = 0;                                                                                \
        p##getrs_("N", &n, &k, a, &lda, pivots, b, &ldb, &info, 1);                                  \
        return info;                                                                                 \
    }                                                                                                \
    inline int potrf(char uplo, int n, T* a, int lda) noexcept {                                     \
        int info = 0;                                                                                \
        p##potrf_(&uplo, &n, a, &lda, &info, 1);                                                     \
        return info;                                                                                 \
    }                                                                                                \
    inline int geqrf(int m, int n, T* a, int lda, T* tau, T* work, int lwork) noexcept {             \
        int info = 0;                                                                                \
        p##geqrf_(&m, &n, a, &lda, tau, work, &lwork, &info);                                        \
        return info;                                                                                 \
    }
#define STRIDED_LAPACK_REAL(T, p)                                                                                     \
    STRIDED_LAPACK_COMMON(T, p)                                                                                       \
    inline int orgqr(int m, int n, int k, T* a, int lda, const T* tau, T* work, int lwork) noexcept {                 \
        int info = 0;                                                                                                 \
        p##orgqr_(&m, &n, &k, a, &lda, tau, work, &lwork, &info);                                                     \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int heevd(char job, char uplo, int n, T* a, int lda, T* w, T* work, int lwork, T* /*rwork*/,               \
                     int /*lrwork*/, int* iwork, int liwork) noexcept {                                               \
        int info = 0;                                                                                                 \
        p##syevd_(&job, &uplo, &n, a, &lda, w, work, &lwork, iwork, &liwork, &info, 1, 1);                            \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int gesdd(char job, int m, int n, T* a, int lda, T* s, T* u, int ldu, T* vt, int ldvt, T* work, int lwork, \
                     T* /*rwork*/, int* iwork) noexcept {                                                             \
        int info = 0;                                                                                                 \
        p##gesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, iwork, &info, 1);                       \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int gelsd(int m, int n, int k, T* a, int lda, T* b, int ldb, T* s, T rcond, int* rank, T* work, int lwork, \
                     T* /*rwork*/, int* iwork) noexcept {                                                             \
        int info = 0;                                                                                                 \
        p##gelsd_(&m, &n, &k, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, iwork, &info);                         \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int geev(char job, int n, T* a, int lda, T* wr, T* wi, T* vr, int ldvr, T* work, int lwork) noexcept {     \
        int info = 0;                                                                                                 \
        const char none = 'N';                                                                                        \
        p##geev_(&none, &job, &n, a, &lda, wr, wi, nullptr, &ldvr, vr, &ldvr, work, &lwork, &info, 1, 1);             \
        return info;                                                                                                  \
    }
#define STRIDED_LAPACK_COMPLEX(T, R, p)                                                                               \
    STRIDED_LAPACK_COMMON(T, p)                                                                                       \
    inline int orgqr(int m, int n, int k, T* a, int lda, const T* tau, T* work, int lwork) noexcept {                 \
        int info = 0;                                                                                                 \
        p##ungqr_(&m, &n, &k, a, &lda, tau, work, &lwork, &info);                                                     \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int heevd(char job, char uplo, int n, T* a, int lda, R* w, T* work, int lwork, R* rwork, int lrwork,       \
                     int* iwork, int liwork) noexcept {                                                               \
        int info = 0;                                                                                                 \
        p##heevd_(&job, &uplo, &n, a, &lda, w, work, &lwork, rwork, &lrwork, iwork, &liwork, &info, 1, 1);            \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int gesdd(char job, int m, int n, T* a, int lda, R* s, T* u, int ldu, T* vt, int ldvt, T* work, int lwork, \
                     R* rwork, int* iwork) noexcept {                                                                 \
        int info = 0;                                                                                                 \
        p##gesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, rwork, iwork, &info, 1);                \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int gelsd(int m, int n, int k, T* a, int lda, T* b, int ldb, R* s, R rcond, int* rank, T* work, int lwork, \
                     R* rwork, int* iwork) noexcept {                                                                 \
        int info = 0;                                                                                                 \
        p##gelsd_(&m, &n, &k, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, rwork, iwork, &info);                  \
        return info;                                                                                                  \
    }                                                                                                                 \
    inline int geev(char job, int n, T* a, int lda, T* w, T* vr, int ldvr, T* work, int lwork, R* rwork) noexcept {   \
        int info = 0;                                                                                                 \
        const char none = 'N';                                                                                        \
        p##geev_(&none, &job, &n, a, &lda, w, nullptr, &ldvr, vr, &ldvr, work, &lwork, rwork, &info, 1, 1);           \
        return info;                                                                                                  \
    }
STRIDED_LAPACK_REAL(double, d)
STRIDED_LAPACK_COMPLEX(Complex128, double, z)
#undef STRIDED_LAPACK_COMMON
#undef STRIDED_LAPACK_REAL
#undef STRIDED_LAPACK_COMPLEX

}  // namespace strided::lapack
