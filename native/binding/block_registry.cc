#include "native/binding/block_registry.h"

#include <atomic>
#include <cstring>
#include <new>
#include <vector>

#include "native/memory/process_limit.h"

namespace strided {
namespace {

// What may rest with its ArrayBuffer; more goes to the pool, which has a bound of its own.
constexpr int64_t kRestingBound = 48 << 20;

}  // namespace

struct BlockRegistry::Core {
    BlockRegistry* registry;
    bool closing = false;
};

// What an ArrayBuffer's finalizer holds. The registry may be gone by the time it runs.
struct BlockRegistry::Ticket {
    std::shared_ptr<Core> core;  // none once kept
    int64_t id;
    uint32_t generation;
    Ticket* next = nullptr;

    // A finalizer may come for it or not, so it stays until the process ends. That happens to a worker once at most: to
    // one that is ended in the very call that makes an ArrayBuffer.
    static void keep(Ticket* ticket) noexcept {
        static std::atomic<Ticket*> kept;
        ticket->core.reset();
        ticket->next = kept.load(std::memory_order_relaxed);
        while (!kept.compare_exchange_weak(ticket->next, ticket, std::memory_order_relaxed)) {
        }
    }
};

BlockRegistry::BlockRegistry() : core_(std::make_shared<Core>()) { core_->registry = this; }

BlockRegistry::~BlockRegistry() {
    core_->registry = nullptr;
    for (Block& block : blocks_) {
        if (block.state == State::owned) pool_.release(block.data, block.capacity);
        if (block.state == State::resting) {
            BlockPool::unpoison(block.data, block.capacity, block.capacity);
            pool_.release(block.data, block.capacity);
        }
    }
}

void BlockRegistry::close(napi_env env) noexcept {
    core_->closing = true;
    vacate_resting(env);
}

Status BlockRegistry::allocate(napi_env env, int64_t bytes, bool zero, bool slab, napi_value holder, napi_value* buffer,
                               int64_t* id, int64_t* capacity) noexcept {
    Status status = Status::ok;
    bool zeroed = false;
    *id = resting_block(bytes);
    if (*id >= 0) {
        Block& block = blocks_[static_cast<size_t>(*id)];
        BlockPool::unpoison(block.data, bytes, block.capacity);
        resting_bytes_ -= block.capacity;
        if (block.bytes != bytes || napi_get_reference_value(env, block.buffer, buffer) != napi_ok ||
            *buffer == nullptr) {
            detach(env, block);
            unwrap(env, block);
            status = wrap(env, *id, bytes, buffer);
        }
    } else {
        status = new_slot(id);
        if (status != Status::ok) return status;
        Block& block = blocks_[static_cast<size_t>(*id)];
        BlockPool::Memory memory;
        status = pool_.acquire(bytes, &memory);
        if (status != Status::ok && resting_bytes_ > 0) {
            vacate_resting(env);
            status = pool_.acquire(bytes, &memory);
        }
        if (status != Status::ok) {
            vacant_.push_back(*id);
            return status;
        }
        block.data = memory.data;
        block.capacity = memory.capacity;
        zeroed = memory.zeroed;
        status = wrap(env, *id, bytes, buffer);
    }
    Block& block = blocks_[static_cast<size_t>(*id)];
    if (status == Status::ok) {
        try {
            young_.push_back({*id, block.turn});
        } catch (...) {
            status = Status::out_of_memory;
        }
    }
    if (status != Status::ok) {
        vacate(env, *id);
        return status;
    }
    if (zero && !zeroed) std::memset(block.data, 0, static_cast<size_t>(bytes));
    // Without a weak reference the block still comes back when it is released.
    if (napi_create_reference(env, holder, 0, &block.holder) != napi_ok) block.holder = nullptr;
    *capacity = block.capacity;
    block.state = State::owned;
    block.slab = slab;
    live_blocks_++;
    live_bytes_ += block.capacity;
    if (slab) slab_bytes_ += block.capacity;
    report(env, block.capacity);
    return Status::ok;
}

// A resting block of the size class that these bytes fall in, the last to rest first: best with an ArrayBuffer of the
// very length. It leaves the list; -1 where there is none.
int64_t BlockRegistry::resting_block(int64_t bytes) noexcept {
    constexpr size_t kLooked = 8;
    const auto found = resting_.find(BlockPool::capacity_for(bytes));
    if (found == resting_.end() || found->second.empty()) return -1;
    std::vector<int64_t>& ids = found->second;
    size_t chosen = ids.size() - 1;
    for (size_t back = 0; back < kLooked && back < ids.size(); back++) {
        const size_t at = ids.size() - 1 - back;
        if (blocks_[static_cast<size_t>(ids[at])].bytes != bytes) continue;
        chosen = at;
        break;
    }
    const int64_t id = ids[chosen];
    ids.erase(ids.begin() + static_cast<ptrdiff_t>(chosen));
    return id;
}

Status BlockRegistry::new_slot(int64_t* id) noexcept {
    try {
        if (vacant_.empty()) {
            // Room for every slot to become vacant, so that taking back never allocates.
            if (vacant_.capacity() <= blocks_.size()) vacant_.reserve(2 * (blocks_.size() + 1));
            blocks_.emplace_back();
            vacant_.push_back(static_cast<int64_t>(blocks_.size()) - 1);
        }
    } catch (...) {
        return Status::out_of_memory;
    }
    *id = vacant_.back();
    vacant_.pop_back();
    return Status::ok;
}

// Gives the block's memory an ArrayBuffer of this length.
Status BlockRegistry::wrap(napi_env env, int64_t id, int64_t bytes, napi_value* buffer) noexcept {
    Block& block = blocks_[static_cast<size_t>(id)];
    Ticket* ticket = nullptr;
    try {
        ticket = new Ticket{core_, id, block.generation};
    } catch (...) {
        return Status::out_of_memory;
    }
    if (napi_create_external_arraybuffer(env, block.data, static_cast<size_t>(bytes), finalize, ticket, buffer) !=
        napi_ok) {
        // Whether Node still calls the finalizer depends on why it refused.
        Ticket::keep(ticket);
        napi_value exception;
        napi_get_and_clear_last_exception(env, &exception);
        block.generation++;
        return Status::out_of_memory;
    }
    block.bytes = bytes;
    // Without it the ArrayBuffer lives as long as its holder, and its finalizer brings the block back.
    if (napi_create_reference(env, *buffer, 1, &block.buffer) != napi_ok) block.buffer = nullptr;
    return Status::ok;
}

// Parts the block from its ArrayBuffer, which no one can reach any more.
void BlockRegistry::unwrap(napi_env env, Block& block) noexcept {
    if (block.buffer != nullptr) napi_delete_reference(env, block.buffer);
    block.buffer = nullptr;
    block.generation++;
}

// V8 counts an ArrayBuffer's bytes until it collects it, and collects all the sooner: one that nobody can reach need
// not count any longer.
void BlockRegistry::detach(napi_env env, const Block& block) noexcept {
    napi_value buffer = nullptr;
    if (block.buffer == nullptr || napi_get_reference_value(env, block.buffer, &buffer) != napi_ok) return;
    if (buffer != nullptr) napi_detach_arraybuffer(env, buffer);
}

void BlockRegistry::report(napi_env env, int64_t bytes) noexcept {
    int64_t total;
    if (reports_pressure_) napi_adjust_external_memory(env, bytes, &total);
}

void BlockRegistry::set_reports_pressure(napi_env env, bool reports) noexcept {
    if (reports == reports_pressure_) return;
    // What lives already counts too: it is taken off again when it comes back.
    reports_pressure_ = true;
    report(env, reports ? live_bytes_ : -live_bytes_);
    reports_pressure_ = reports;
}

// The block is in no one's use any more.
void BlockRegistry::end_turn(napi_env env, Block& block) noexcept {
    if (block.holder != nullptr) napi_delete_reference(env, block.holder);
    block.holder = nullptr;
    block.turn++;
    if (block.slab) slab_bytes_ -= block.capacity;
    live_blocks_--;
    live_bytes_ -= block.capacity;
    report(env, -block.capacity);
}

void BlockRegistry::rest(napi_env env, int64_t id) noexcept {
    Block& block = blocks_[static_cast<size_t>(id)];
    end_turn(env, block);
    if (block.buffer == nullptr || block.capacity > kRestingBound) {
        vacate(env, id);
        return;
    }
    if (resting_bytes_ + block.capacity > kRestingBound) vacate_resting(env);
    try {
        resting_[block.capacity].push_back(id);
    } catch (...) {
        vacate(env, id);
        return;
    }
    block.state = State::resting;
    resting_bytes_ += block.capacity;
    BlockPool::poison(block.data, block.capacity);
}

// The memory goes back to the pool; the turn has ended.
void BlockRegistry::vacate(napi_env env, int64_t id) noexcept {
    Block& block = blocks_[static_cast<size_t>(id)];
    unwrap(env, block);
    pool_.release(block.data, block.capacity);
    block.data = nullptr;
    block.state = State::vacant;
    vacant_.push_back(id);
}

void BlockRegistry::vacate_resting(napi_env env) noexcept {
    for (auto& [capacity, ids] : resting_) {
        for (const int64_t id : ids) {
            BlockPool::unpoison(blocks_[static_cast<size_t>(id)].data, capacity, capacity);
            vacate(env, id);
        }
        ids.clear();
    }
    resting_bytes_ = 0;
}

void BlockRegistry::finalize(napi_env env, void*, void* hint) {
    Ticket* ticket = static_cast<Ticket*>(hint);
    if (ticket->core == nullptr) return;
    if (BlockRegistry* registry = ticket->core->registry) {
        Block& block = registry->blocks_[static_cast<size_t>(ticket->id)];
        const bool current = block.generation == ticket->generation;
        if (current && block.state == State::owned) {
            registry->end_turn(env, block);
            registry->vacate(env, ticket->id);
        } else if (current && block.state == State::lent && !ticket->core->closing) {
            registry->lent_bytes_ -= block.capacity;
            registry->end_turn(env, block);
            registry->vacate(env, ticket->id);
        }
    }
    delete ticket;
}

void BlockRegistry::release(napi_env env, int64_t id) noexcept {
    if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return;
    if (blocks_[static_cast<size_t>(id)].state == State::owned) rest(env, id);
}

void BlockRegistry::lend(napi_env env, int64_t id) noexcept {
    if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return;
    Block& block = blocks_[static_cast<size_t>(id)];
    if (block.state != State::owned) return;
    if (block.holder != nullptr) napi_delete_reference(env, block.holder);
    if (block.buffer != nullptr) napi_delete_reference(env, block.buffer);
    block.holder = nullptr;
    block.buffer = nullptr;
    block.state = State::lent;
    lent_bytes_ += block.capacity;
}

void BlockRegistry::guard(int64_t id, int64_t start, int64_t bytes, int64_t room) noexcept {
    if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return;
    const Block& block = blocks_[static_cast<size_t>(id)];
    if (!block.slab || block.state != State::owned) return;
    if (start < 0 || bytes < 0 || room < bytes || room > block.bytes || start > block.bytes - room) return;
    BlockPool::unpoison(block.data + start, bytes, room);
}

void BlockRegistry::sweep_list(napi_env env, std::vector<Listed>& list, std::vector<Listed>& survivors,
                               int64_t* bytes) noexcept {
    std::vector<Listed> looked_through;
    looked_through.swap(list);
    napi_handle_scope scope = nullptr;
    size_t in_scope = 0;
    for (const Listed listed : looked_through) {
        Block& block = blocks_[static_cast<size_t>(listed.id)];
        if (block.turn != listed.turn || block.state != State::owned || block.holder == nullptr) continue;
        if (in_scope++ % 256 == 0) {
            if (scope != nullptr) napi_close_handle_scope(env, scope);
            if (napi_open_handle_scope(env, &scope) != napi_ok) scope = nullptr;
        }
        napi_value alive = nullptr;
        if (napi_get_reference_value(env, block.holder, &alive) != napi_ok || alive != nullptr) {
            try {
                survivors.push_back(listed);
            } catch (...) {
                // Not looked through again: it still comes back when it is released.
            }
            continue;
        }
        *bytes += block.capacity;
        rest(env, listed.id);
    }
    if (scope != nullptr) napi_close_handle_scope(env, scope);
}

void BlockRegistry::drop_stale(std::vector<Listed>& list) noexcept {
    std::erase_if(list, [this](const Listed& listed) {
        const Block& block = blocks_[static_cast<size_t>(listed.id)];
        return block.turn != listed.turn || block.state != State::owned;
    });
}

int64_t BlockRegistry::sweep(napi_env env, bool all) noexcept {
    int64_t bytes = 0;
    // Oldest list first, so that no block moves through two lists in one sweep.
    if (all) {
        std::vector<Listed> kept;
        sweep_list(env, old_, kept, &bytes);
        old_.swap(kept);
    }
    sweep_list(env, middle_, old_, &bytes);
    sweep_list(env, young_, middle_, &bytes);
    // Blocks that were released are still listed; where nothing grows, no full sweep would ever drop them.
    if (old_.size() > 1024 + 2 * static_cast<size_t>(live_blocks_)) drop_stale(old_);
    return bytes;
}

int64_t BlockRegistry::trim(napi_env env) noexcept {
    vacate_resting(env);
    return pool_.trim_all();
}

BlockRegistry::Counts BlockRegistry::counts() const noexcept {
    return {live_blocks_, live_bytes_, lent_bytes_, pool_.idle_bytes() + resting_bytes_, process_bytes(), slab_bytes_};
}

}  // namespace strided
