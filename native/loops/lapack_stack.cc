#include "native/loops/lapack_stack.h"

#include <atomic>
#include <memory>
#include <mutex>

#include "native/linalg/blas_threads.h"
#include "native/loops/elementwise.h"

namespace strided {
namespace {

// Up to this much work threads within a problem cost more than they gain. BLAS itself would use them from 8 rows on,
// for triangular systems and products.
constexpr double kSingleThreadedWork = 128.0 * 128.0 * 128.0;

struct Outcome {
    std::mutex mutex;
    Status status = Status::ok;
    int64_t failed = -1;
    int info = 0;

    void fail(int64_t place, int what) noexcept {
        const std::lock_guard lock(mutex);
        if (failed >= 0 && failed <= place) return;
        failed = place;
        info = what;
    }
    void refuse(Status why) noexcept {
        const std::lock_guard lock(mutex);
        status = why;
    }
};

// The pool's threads as a team: whoever comes first leads.
class PoolTeam final : public TeamLender {
  public:
    explicit PoolTeam(ThreadPool& pool) noexcept : pool_(pool) {}
    int threads() const noexcept override { return pool_.threads(); }

  protected:
    void run(const void* object, Leader leader) noexcept override {
        Team team(threads());
        std::atomic<bool> has_leader{false};
        pool_.for_ranges(threads(), 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) {
                if (has_leader.exchange(true)) {
                    team.help();
                    continue;
                }
                leader(object, team);
                team.dismiss();
            }
        });
    }

  private:
    ThreadPool& pool_;
};

void run_range(const KernelTable& kernels, TeamLender& teams, const LapackStackCall& stack, int64_t begin, int64_t end,
               Outcome* outcome) noexcept {
    LapackTask* made = nullptr;
    const LapackTools tools{kernels.copy_2d, *kernels.factors, teams};
    const Status status = make_lapack_task(stack.call, tools, &made);
    if (status != Status::ok) return outcome->refuse(status);
    const std::unique_ptr<LapackTask> task(made);
    for (int64_t place = begin; place < end; place++) {
        char* data[kLapackOperands] = {};
        for (int o = 0; o < stack.call.operands; o++) data[o] = stack.data[o];
        int64_t rest = place;
        for (int i = stack.ndim - 1; i >= 0; i--) {
            const int64_t at = rest % stack.shape[i];
            rest /= stack.shape[i];
            for (int o = 0; o < stack.call.operands; o++) data[o] += at * stack.strides[o][i];
        }
        const int info = task->run(data);
        if (info != 0) outcome->fail(place, info);
    }
}

}  // namespace

Status run_lapack_stack(const KernelTable& kernels, ThreadPool& pool, const LapackStackCall& stack, int64_t* failed,
                        int* info) noexcept {
    int64_t problems = 1;
    for (int i = 0; i < stack.ndim; i++) problems *= stack.shape[i];
    Outcome outcome;
    // Many problems: a thread for each. A few large ones: threads within each.
    const double work = lapack_work(stack.call);
    const bool is_threaded = work > kSingleThreadedWork && problems < 2 * pool.threads();
    const BlasUse use(is_threaded ? BlasUse::By::one_thread : BlasUse::By::pool);
    if (problems > 1 && !is_threaded) {
        const auto grain = static_cast<int64_t>(kGrainNanoseconds / (400 + work)) + 1;
        pool.for_ranges(problems, grain, [&](int64_t begin, int64_t end) {
            NoTeam alone;
            run_range(kernels, alone, stack, begin, end, &outcome);
        });
    } else if (is_threaded) {
        PoolTeam teams(pool);
        run_range(kernels, teams, stack, 0, problems, &outcome);
    } else if (problems > 0) {
        NoTeam alone;
        run_range(kernels, alone, stack, 0, problems, &outcome);
    }
    *failed = outcome.failed;
    *info = outcome.info;
    return outcome.status;
}

}  // namespace strided
