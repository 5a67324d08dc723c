#include "native/linalg/tridiagonal.h"

#include <cblas.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>

#include "native/linalg/lapack.h"

namespace strided::lapack {
namespace {

// Parts of so many rows are solved by QL steps.
constexpr int kLeaf = 25;
// Roots of the secular equation, or columns of a product, that a thread takes at least.
constexpr int64_t kRoots = 24;

// Two neighbouring solutions that become one: where they are, and their share of the work space.
struct Join {
    int n;
    int left;  // rows of the first part
    double* d;
    double* q;  // the parts' vectors in two blocks on the diagonal, zeros beside them
    int ldq;
    int* order;  // ascending in each part, then in the whole; counted from 1
    double beside;
    double* q2;       // n × n
    double* s;        // n × n
    double* numbers;  // 4 n
    int* integers;    // 4 n
};

// What deflation leaves: k poles and numerators of the secular equation, places[i] the row of vector i, and how many
// columns come from the first part alone, from both, from the second alone, and are done with.
struct Secular {
    int k;
    double rho;
    double* poles;
    double* numerators;
    double* given;
    const int* places;
    const int* kinds;
};

// The numerators for which the roots that were found are exact, so that vectors are orthogonal however close the roots
// are (Gu and Eisenstat). Column j of q holds the distances of root j to all poles.
void correct_numerators(const Secular& secular, const double* q, int64_t ldq, int64_t begin, int64_t end) noexcept {
    double* const z = secular.numerators;
    const double* const poles = secular.poles;
    for (int64_t i = begin; i < end; i++) z[i] = q[i + i * ldq];
    for (int64_t j = 0; j < secular.k; j++) {
        const double* const column = q + j * ldq;
        const double pole = poles[j];
        for (int64_t i = begin; i < std::min(j, end); i++) z[i] *= column[i] / (poles[i] - pole);
        for (int64_t i = std::max(j + 1, begin); i < end; i++) z[i] *= column[i] / (poles[i] - pole);
    }
    for (int64_t i = begin; i < end; i++) z[i] = std::copysign(std::sqrt(-z[i]), secular.given[i]);
}

// Vector j of the secular equation, its rows in the order of the columns they go with.
void write_vector(const Secular& secular, double* column, double* to) noexcept {
    const int k = secular.k;
    if (k > 2) {
        for (int i = 0; i < k; i++) column[i] = secular.numerators[i] / column[i];
        const double norm = cblas_dnrm2(k, column, 1);
        for (int i = 0; i < k; i++) column[i] /= norm;
    }
    for (int i = 0; i < k; i++) to[i] = k == 1 ? column[0] : column[secular.places[i] - 1];
}

// c (rows × columns) = a · b, zeros where there is nothing to sum.
void multiply(int rows, int columns, int depth, const double* a, const double* b, int ldb, double* c,
              int ldc) noexcept {
    if (depth == 0) {
        for (int64_t j = 0; j < columns; j++) std::fill_n(c + j * ldc, rows, 0.0);
        return;
    }
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, rows, columns, depth, 1, a, rows, b, ldb, 0, c, ldc);
}

// Roots of the secular equation and their vectors, times the vectors of the two parts.
int solve_secular(Workers& workers, const Join& join, const Secular& secular) noexcept {
    std::atomic<int> info{0};
    const int k = secular.k;
    const int64_t ldq = join.ldq;
    double* const q = join.q;
    workers.for_ranges(k, kRoots, [&](int64_t begin, int64_t end) {
        for (int64_t j = begin; j < end; j++) {
            const int root = static_cast<int>(j) + 1;
            int failed = 0;
            dlaed4_(&k, &root, secular.poles, secular.numerators, q + j * ldq, &secular.rho, join.d + j, &failed);
            if (failed != 0) info.store(failed);
        }
    });
    if (info.load() != 0) return info.load();
    if (k > 2) {
        std::memcpy(secular.given, secular.numerators, static_cast<size_t>(k) * sizeof(double));
        workers.for_ranges(k, kRoots,
                           [&](int64_t begin, int64_t end) { correct_numerators(secular, q, ldq, begin, end); });
    }
    const int top = secular.kinds[0] + secular.kinds[1];
    const int bottom = secular.kinds[1] + secular.kinds[2];
    const int right = join.n - join.left;
    workers.for_ranges(k, kRoots, [&](int64_t begin, int64_t end) {
        const int columns = static_cast<int>(end - begin);
        double* const s = join.s + begin * k;
        for (int64_t j = begin; j < end; j++) write_vector(secular, q + j * ldq, join.s + j * k);
        multiply(join.left, columns, top, join.q2, s, k, q + begin * ldq, join.ldq);
        multiply(right, columns, bottom, join.q2 + int64_t{join.left} * top, s + secular.kinds[0], k,
                 q + begin * ldq + join.left, join.ldq);
    });
    return 0;
}

int run_join(Workers& workers, const Join& join) noexcept {
    const int n = join.n;
    double* const z = join.numbers;
    cblas_dcopy(join.left, join.q + join.left - 1, join.ldq, z, 1);
    cblas_dcopy(n - join.left, join.q + join.left + int64_t{join.left} * join.ldq, join.ldq, z + join.left, 1);
    int* const sorted = join.integers;
    int* const places = join.integers + n;
    int* const taken = join.integers + 2 * int64_t{n};
    int* const kinds = join.integers + 3 * int64_t{n};
    Secular secular;
    secular.k = 0;
    secular.rho = join.beside;
    secular.poles = join.numbers + n;
    secular.numerators = join.numbers + 2 * int64_t{n};
    secular.given = join.numbers + 3 * int64_t{n};
    secular.places = places;
    secular.kinds = kinds;
    int info = 0;
    dlaed2_(&secular.k, &n, &join.left, join.d, join.q, &join.ldq, join.order, &secular.rho, z, secular.poles,
            secular.numerators, join.q2, sorted, places, taken, kinds, &info);
    if (info != 0) return info;
    if (secular.k == 0) {
        for (int i = 0; i < n; i++) join.order[i] = i + 1;
        return 0;
    }
    info = solve_secular(workers, join, secular);
    if (info != 0) return info;
    // The roots ascend, what was deflated descends.
    const int rest = n - secular.k;
    const int up = 1;
    const int down = -1;
    dlamrg_(&secular.k, &rest, join.d, &up, &down, join.order);
    return 0;
}

bool falls_apart(int n, const double* d, const double* e) noexcept {
    for (int i = 0; i + 1 < n; i++) {
        const double tiny =
            std::numeric_limits<double>::epsilon() * std::sqrt(std::fabs(d[i])) * std::sqrt(std::fabs(d[i + 1]));
        if (!(std::fabs(e[i]) > tiny)) return true;
    }
    return false;
}

}  // namespace

int64_t tridiagonal_doubles(int n) noexcept { return 2 * int64_t{n} * n + 4 * int64_t{n} + 2; }
int64_t tridiagonal_integers(int n) noexcept { return 5 * int64_t{n}; }

int tridiagonal_eigen(Workers& workers, int n, double* d, double* e, double* z, int* order, double* work,
                      int* integers) noexcept {
    if (falls_apart(n, d, e)) return -1;
    // The largest element near 1, by a power of two.
    double largest = 0;
    for (int i = 0; i < n; i++) largest = std::max({largest, std::fabs(d[i]), i + 1 < n ? std::fabs(e[i]) : 0.0});
    const int power = std::ilogb(largest);
    for (int i = 0; i < n; i++) d[i] = std::ldexp(d[i], -power);
    for (int i = 0; i + 1 < n; i++) e[i] = std::ldexp(e[i], -power);

    // Halves of halves, the first one never the longer: LAPACK's deflation asks for that.
    int* const starts = integers + 4 * int64_t{n};
    starts[0] = 0;
    int parts = 1;
    for (; (n + parts - 1) / parts > kLeaf; parts *= 2) {
        for (int part = parts - 1; part >= 0; part--) {
            const int begin = starts[part];
            const int end = part + 1 == parts ? n : starts[2 * (part + 1)];
            starts[2 * part] = begin;
            starts[2 * part + 1] = begin + (end - begin) / 2;
        }
    }
    const auto start_of = [&](int part) { return part == parts ? n : starts[part]; };
    for (int part = 1; part < parts; part++) {
        const int at = starts[part];
        d[at - 1] -= std::fabs(e[at - 1]);
        d[at] -= std::fabs(e[at - 1]);
    }
    std::atomic<int> info{0};
    double* const numbers = work + 2 * int64_t{n} * n;
    workers.for_each(parts, [&](int64_t part) {
        const int at = starts[part];
        const int rows = start_of(static_cast<int>(part) + 1) - at;
        std::memset(z + int64_t{at} * n, 0, static_cast<size_t>(rows) * static_cast<size_t>(n) * sizeof(double));
        int failed = 0;
        dsteqr_("I", &rows, d + at, e + at, z + at + int64_t{at} * n, &n, numbers + 4 * int64_t{at}, &failed, 1);
        if (failed != 0) info.store(failed);
        for (int i = 0; i < rows; i++) order[at + i] = i + 1;
    });
    NoWorkers alone;
    for (int step = 1; step < parts && info.load() == 0; step *= 2) {
        const int64_t joins = parts / (2 * int64_t{step});
        const bool side_by_side = joins >= workers.threads();
        const auto join = [&](int64_t index) {
            const int part = static_cast<int>(index) * 2 * step;
            const int64_t at = starts[part];
            const int middle = starts[part + step];
            Join one;
            one.n = start_of(part + 2 * step) - starts[part];
            one.left = middle - starts[part];
            one.d = d + at;
            one.q = z + at + at * n;
            one.ldq = n;
            one.order = order + at;
            one.beside = e[middle - 1];
            one.q2 = work + at * n;
            one.s = work + (at + n) * n;
            one.numbers = numbers + 4 * at;
            one.integers = integers + 4 * at;
            Workers& within = side_by_side ? static_cast<Workers&>(alone) : workers;
            const int found = run_join(within, one);
            if (found != 0) info.store(found);
        };
        if (side_by_side) {
            workers.for_each(joins, join);
        } else {
            for (int64_t i = 0; i < joins; i++) join(i);
        }
    }
    for (int i = 0; i < n; i++) {
        order[i]--;
        d[i] = std::ldexp(d[i], power);
    }
    // Roots next to each other may have come out in the wrong order by a last bit.
    for (int i = 1; i < n; i++) {
        const int moved = order[i];
        int at = i;
        for (; at > 0 && d[order[at - 1]] > d[moved]; at--) order[at] = order[at - 1];
        order[at] = moved;
    }
    return info.load();
}

}  // namespace strided::lapack
