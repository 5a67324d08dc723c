#include "native/binding/block_registry.h"

#include <cstring>
#include <new>
#include <vector>

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

Status BlockRegistry::allocate(napi_env env, int64_t bytes, bool zero, bool slab, napi_value* buffer, int64_t* id,
                               int64_t* capacity) noexcept {
    BlockPool::Memory memory;
    const Status status = pool_.acquire(bytes, &memory);
    if (status != Status::ok) return status;
    if (zero && !memory.zeroed) std::memset(memory.data, 0, static_cast<size_t>(bytes));

    Ticket* ticket = nullptr;
    try {
        if (vacant_.empty()) {
            // Room for every slot to become vacant, so that taking back never allocates.
            if (vacant_.capacity() <= blocks_.size()) vacant_.reserve(2 * (blocks_.size() + 1));
            blocks_.emplace_back();
            vacant_.push_back(static_cast<int64_t>(blocks_.size()) - 1);
        }
        const uint32_t generation = blocks_[static_cast<size_t>(vacant_.back())].generation;
        ticket = new Ticket{core_, vacant_.back(), generation};
        young_.push_back({vacant_.back(), generation});
    } catch (...) {
        delete ticket;
        pool_.release(memory.data, memory.capacity);
        return Status::out_of_memory;
    }
    *id = vacant_.back();
    vacant_.pop_back();
    const auto index = static_cast<size_t>(*id);
    if (napi_create_external_arraybuffer(env, memory.data, static_cast<size_t>(bytes), finalize, ticket, buffer) !=
        napi_ok) {
        // Whether Node still calls the finalizer depends on why it refused. So the ticket stays, and means nothing.
        napi_value exception;
        napi_get_and_clear_last_exception(env, &exception);
        blocks_[index].generation++;
        vacant_.push_back(*id);
        pool_.release(memory.data, memory.capacity);
        return Status::out_of_memory;
    }
    Block& block = blocks_[index];
    // Without a weak reference the block still comes back through its finalizer.
    if (napi_create_reference(env, *buffer, 0, &block.weak) != napi_ok) block.weak = nullptr;
    *capacity = memory.capacity;
    block.data = memory.data;
    block.capacity = memory.capacity;
    block.state = State::owned;
    block.slab = slab;
    live_blocks_++;
    live_bytes_ += memory.capacity;
    if (slab) slab_bytes_ += memory.capacity;
    report(env, memory.capacity);
    return Status::ok;
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

void BlockRegistry::take_back(napi_env env, Block& block, int64_t id) noexcept {
    if (block.weak != nullptr) napi_delete_reference(env, block.weak);
    if (block.state == State::lent) lent_bytes_ -= block.capacity;
    if (block.slab) slab_bytes_ -= block.capacity;
    pool_.release(block.data, block.capacity);
    live_blocks_--;
    live_bytes_ -= block.capacity;
    report(env, -block.capacity);
    block.weak = nullptr;
    block.data = nullptr;
    block.state = State::vacant;
    block.generation++;
    vacant_.push_back(id);
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

void BlockRegistry::drop_stale(std::vector<Listed>& list) noexcept {
    std::erase_if(list, [this](const Listed& listed) {
        const Block& block = blocks_[static_cast<size_t>(listed.id)];
        return block.generation != listed.generation || block.state != State::owned;
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

int64_t BlockRegistry::trim() noexcept { return pool_.trim_all(); }

BlockRegistry::Counts BlockRegistry::counts() const noexcept {
    return {live_blocks_, live_bytes_, lent_bytes_, pool_.idle_bytes(), process_bytes(), slab_bytes_};
}

}  // namespace strided
