#pragma once
#include <node_api.h>

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "native/core/status.h"
#include "native/memory/block_pool.h"

namespace strided {

// Which blocks are out, each behind one external ArrayBuffer, and how they come back. Every use of a block is watched
// through a weak reference to its holder, a small JavaScript object that all arrays over the block share:
//   owned    in use by the holder; comes back by release(), or when the holder was collected (sweep);
//   resting  free; its ArrayBuffer is kept with it, because making one costs more than the work on a small array;
//   lent     the user has seen the ArrayBuffer and may have moved its memory to another one: comes back by the
//            ArrayBuffer's finalizer alone.
// A generation per ArrayBuffer makes a finalizer harmless that arrives after the block went on without it.
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
    Status allocate(napi_env env, int64_t bytes, bool zero, bool slab, napi_value holder, napi_value* buffer,
                    int64_t* id, int64_t* capacity) noexcept;
    void release(napi_env env, int64_t id) noexcept;
    void lend(napi_env env, int64_t id) noexcept;
    // The memory of a block that is in use and that the user has never seen; false for any other number.
    bool memory_of(int64_t id, char** data, int64_t* bytes) const noexcept {
        if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return false;
        const Block& block = blocks_[static_cast<size_t>(id)];
        if (block.state != State::owned) return false;
        *data = block.data;
        *bytes = block.bytes;
        return true;
    }
    // Under a sanitizer, of the slab's room from start on only the first bytes may be touched from now on.
    void guard(int64_t id, int64_t start, int64_t bytes, int64_t room) noexcept;

    // Takes back blocks whose holder was collected: those that survived at most one sweep, or all. Returns their bytes.
    int64_t sweep(napi_env env, bool all) noexcept;

    // From here on the environment is going: lent memory may belong to another thread and stays where it is. Node frees
    // no reference that is not deleted.
    void close(napi_env env) noexcept;

    // Idle memory goes back to the system; returns the bytes.
    int64_t trim(napi_env env) noexcept;
    Counts counts() const noexcept;
    // Tells V8 of our memory so that its own collections come in time; for when collections cannot be asked for.
    void set_reports_pressure(napi_env env, bool reports) noexcept;

  private:
    enum class State : uint8_t { vacant, owned, resting, lent };
    struct Block {
        char* data = nullptr;
        int64_t capacity = 0;
        int64_t bytes = 0;          // the ArrayBuffer's length
        napi_ref buffer = nullptr;  // strong, until the ArrayBuffer is lent
        napi_ref holder = nullptr;  // weak, while owned
        uint32_t generation = 0;    // of the ArrayBuffer
        uint32_t turn = 0;          // how often the block was handed out
        State state = State::vacant;
        bool slab = false;
    };
    struct Core;
    struct Ticket;
    // A slot may have been taken back and given out again since it was listed; the turn tells.
    struct Listed {
        int64_t id;
        uint32_t turn;
    };

    static void finalize(napi_env env, void* data, void* hint);
    void report(napi_env env, int64_t bytes) noexcept;
    int64_t resting_block(int64_t bytes) noexcept;
    Status new_slot(int64_t* id) noexcept;
    Status wrap(napi_env env, int64_t id, int64_t bytes, napi_value* buffer) noexcept;
    void detach(napi_env env, const Block& block) noexcept;
    void unwrap(napi_env env, Block& block) noexcept;
    void end_turn(napi_env env, Block& block) noexcept;
    void rest(napi_env env, int64_t id) noexcept;
    void vacate(napi_env env, int64_t id) noexcept;
    void vacate_resting(napi_env env) noexcept;
    void sweep_list(napi_env env, std::vector<Listed>& list, std::vector<Listed>& survivors, int64_t* bytes) noexcept;
    void drop_stale(std::vector<Listed>& list) noexcept;

    std::shared_ptr<Core> core_;
    BlockPool pool_;
    std::vector<Block> blocks_;
    std::vector<int64_t> vacant_;
    std::map<int64_t, std::vector<int64_t>> resting_;  // by capacity
    std::vector<Listed> young_, middle_, old_;         // by how many sweeps they survived
    int64_t live_blocks_ = 0, live_bytes_ = 0, lent_bytes_ = 0, slab_bytes_ = 0, resting_bytes_ = 0;
    bool reports_pressure_ = false;
};

}  // namespace strided
