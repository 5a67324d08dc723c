#include "native/binding/block_registry.h"

#include <cstring>
#include <new>

#include "native/memory/process_limit.h"

namespace strided {

struct BlockRegistry::Core {
    BlockRegistry* registry;
    bool closing = false;
};

BlockRegistry::BlockRegistry() : core_(std::make_shared<Core>()) { core_->registry = this; }

BlockRegistry::~BlockRegistry() {
    core_->registry = nullptr;
    for (Block& block : blocks_) {
        if (block.state == State::owned) pool_.release(block.data, block.capacity);
    }
}

void BlockRegistry::close() noexcept { core_->closing = true; }

Status BlockRegistry::allocate(napi_env env, int64_t bytes, bool zero, napi_value* buffer, int64_t* id) noexcept {
    BlockPool::Memory memory;
    const Status status = pool_.acquire(bytes, &memory);
    if (status != Status::ok) return status;
    if (zero && !memory.zeroed) std::memset(memory.data, 0, static_cast<size_t>(bytes));

    Ticket* ticket = nullptr;
    try {
        if (vacant_.empty()) {
            vacant_.push_back(static_cast<int64_t>(blocks_.size()));
            blocks_.emplace_back();
        }
        const uint32_t generation = blocks_[static_cast<size_t>(vacant_.back())].generation;
        young_.push_back({vacant_.back(), generation});
        ticket = new Ticket{core_, vacant_.back(), generation};
    } catch (...) {
        pool_.release(memory.data, memory.capacity);
        return Status::out_of_memory;
    }
    *id = vacant_.back();
    Block& block = blocks_[static_cast<size_t>(*id)];
    napi_ref weak = nullptr;
    if (napi_create_external_arraybuffer(env, memory.data, static_cast<size_t>(bytes), finalize, ticket, buffer) !=
        napi_ok) {
        delete ticket;
        pool_.release(memory.data, memory.capacity);
        return Status::out_of_memory;
    }
    // Without a weak reference the block still comes back through its finalizer.
    if (napi_create_reference(env, *buffer, 0, &weak) != napi_ok) weak = nullptr;
    vacant_.pop_back();
    block.data = memory.data;
    block.capacity = memory.capacity;
    block.size = bytes;
    block.weak = weak;
    block.state = State::owned;
    live_blocks_++;
    live_bytes_ += memory.capacity;
    if (reports_pressure_) {
        int64_t total;
        napi_adjust_external_memory(env, memory.capacity, &total);
    }
    return Status::ok;
}

void BlockRegistry::take_back(napi_env env, Block& block, int64_t id) noexcept {
    if (block.weak != nullptr) napi_delete_reference(env, block.weak);
    if (block.state == State::lent) lent_bytes_ -= block.capacity;
    pool_.release(block.data, block.capacity);
    live_blocks_--;
    live_bytes_ -= block.capacity;
    if (reports_pressure_) {
        int64_t total;
        napi_adjust_external_memory(env, -block.capacity, &total);
    }
    block.weak = nullptr;
    block.data = nullptr;
    block.state = State::vacant;
    block.generation++;
    // One slot is vacant for each block taken back; the vector held as many before, so this cannot allocate anew
    // often, and a failure only wastes the slot.
    try {
        vacant_.push_back(id);
    } catch (...) {
    }
}

void BlockRegistry::finalize(napi_env env, void*, void* hint) {
    Ticket* ticket = static_cast<Ticket*>(hint);
    if (BlockRegistry* registry = ticket->core->registry) {
        Block& block = registry->blocks_[static_cast<size_t>(ticket->id)];
        const bool current = block.generation == ticket->generation && block.state != State::vacant;
        if (current && !(ticket->core->closing && block.state == State::lent)) {
            registry->take_back(env, block, ticket->id);
        }
    }
    delete ticket;
}

void BlockRegistry::release(napi_env env, int64_t id) noexcept {
    if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return;
    Block& block = blocks_[static_cast<size_t>(id)];
    if (block.state == State::owned) take_back(env, block, id);
}

void BlockRegistry::lend(napi_env env, int64_t id) noexcept {
    if (id < 0 || id >= static_cast<int64_t>(blocks_.size())) return;
    Block& block = blocks_[static_cast<size_t>(id)];
    if (block.state != State::owned) return;
    if (block.weak != nullptr) napi_delete_reference(env, block.weak);
    block.weak = nullptr;
    block.state = State::lent;
    lent_bytes_ += block.capacity;
}

void BlockRegistry::sweep_list(napi_env env, std::vector<Listed>& list, std::vector<Listed>& survivors,
                               int64_t* bytes) noexcept {
    std::vector<Listed> looked_through;
    looked_through.swap(list);
    napi_handle_scope scope = nullptr;
    size_t in_scope = 0;
    for (const Listed listed : looked_through) {
        Block& block = blocks_[static_cast<size_t>(listed.id)];
        if (block.generation != listed.generation || block.state != State::owned || block.weak == nullptr) continue;
        if (in_scope++ % 256 == 0) {
            if (scope != nullptr) napi_close_handle_scope(env, scope);
            if (napi_open_handle_scope(env, &scope) != napi_ok) scope = nullptr;
        }
        napi_value alive = nullptr;
        if (napi_get_reference_value(env, block.weak, &alive) != napi_ok || alive != nullptr) {
            try {
                survivors.push_back(listed);
            } catch (...) {
                // Not looked through again: it still comes back through its finalizer.
            }
            continue;
        }
        *bytes += block.capacity;
        take_back(env, block, listed.id);
    }
    if (scope != nullptr) napi_close_handle_scope(env, scope);
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
    return bytes;
}

int64_t BlockRegistry::trim() noexcept { return pool_.trim(0); }

BlockRegistry::Counts BlockRegistry::counts() const noexcept {
    return {live_blocks_, live_bytes_, lent_bytes_, pool_.idle_bytes(), process_bytes()};
}

}  // namespace strided
