#pragma once
#include <node_api.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "native/core/status.h"
#include "native/memory/block_pool.h"

namespace strided {

// Which blocks are out, each behind one external ArrayBuffer, and how they come back:
//   owned  by release(), or when its weak reference is found empty (sweep), or by the ArrayBuffer's finalizer;
//   lent   the user has seen the ArrayBuffer and may have moved its memory to another one: by the finalizer alone.
// A generation per slot makes a finalizer that arrives after the block was taken back harmless.
class BlockRegistry {
  public:
    struct Counts {
        int64_t live_blocks, live_bytes, lent_bytes, idle_bytes, held_bytes, slab_bytes;
    };

    BlockRegistry();
    ~BlockRegistry();
    BlockRegistry(const BlockRegistry&) = delete;
    BlockRegistry& operator=(const BlockRegistry&) = delete;

    // A slab is a block that many small arrays share; such blocks are also counted apart.
    Status allocate(napi_env env, int64_t bytes, bool zero, bool slab, napi_value* buffer, int64_t* id,
                    int64_t* capacity) noexcept;
    void release(napi_env env, int64_t id) noexcept;
    void lend(napi_env env, int64_t id) noexcept;

    // Takes back blocks whose ArrayBuffer was collected: those that survived at most one sweep, or all. Returns their
    // bytes.
    int64_t sweep(napi_env env, bool all) noexcept;

    // From here on the environment is going: lent memory may belong to another thread and stays where it is.
    void close() noexcept;

    int64_t trim() noexcept;
    Counts counts() const noexcept;
    // Tells V8 of our memory so that its own collections come in time; for when collections cannot be asked for.
    void set_reports_pressure(napi_env env, bool reports) noexcept;

  private:
    enum class State : uint8_t { vacant, owned, lent };
    struct Block {
        char* data = nullptr;
        int64_t capacity = 0;
        napi_ref weak = nullptr;
        uint32_t generation = 0;
        State state = State::vacant;
        bool slab = false;
    };
    // What an ArrayBuffer's finalizer holds. The registry may be gone by the time it runs.
    struct Core;
    struct Ticket {
        std::shared_ptr<Core> core;
        int64_t id;
        uint32_t generation;
    };
    static void finalize(napi_env env, void* data, void* hint);
    void report(napi_env env, int64_t bytes) noexcept;
    void take_back(napi_env env, Block& block, int64_t id) noexcept;
    // A slot may have been taken back and given out again since it was listed; the generation tells.
    struct Listed {
        int64_t id;
        uint32_t generation;
    };
    void sweep_list(napi_env env, std::vector<Listed>& list, std::vector<Listed>& survivors, int64_t* bytes) noexcept;

    void drop_stale(std::vector<Listed>& list) noexcept;

    std::shared_ptr<Core> core_;
    BlockPool pool_;
    std::vector<Block> blocks_;
    std::vector<int64_t> vacant_;
    std::vector<Listed> young_, middle_, old_;  // by how many sweeps they survived
    int64_t live_blocks_ = 0, live_bytes_ = 0, lent_bytes_ = 0, slab_bytes_ = 0;
    bool reports_pressure_ = false;
};

}  // namespace strided
