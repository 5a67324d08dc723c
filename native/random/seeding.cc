#include "native/random/seeding.h"

#include <algorithm>

#include "native/random/twister_jump.h"

namespace strided {
namespace {

constexpr uint32_t kShift = 16;

struct EntropyHash {
    uint32_t constant = 0x43b0d7e5u;
    uint32_t operator()(uint32_t value) noexcept {
        value ^= constant;
        constant *= 0x931e8875u;
        value *= constant;
        return value ^ (value >> kShift);
    }
};

uint32_t mixed(uint32_t x, uint32_t y) noexcept {
    const uint32_t value = 0xca01f9ddu * x - 0x4973f715u * y;
    return value ^ (value >> kShift);
}

// Both kinds take the steps of their seeding with the factor of the first.
void seed_congruential(StateBlock* block, const uint64_t* words) noexcept {
    const Wide increment = (wide(words[2], words[3]) << 1) | 1;
    const Congruence step{Pcg64::kFactor, increment};
    const Wide state = step(step(0) + wide(words[0], words[1]));
    block->words[0] = static_cast<uint64_t>(state);
    block->words[1] = static_cast<uint64_t>(state >> 64);
    block->words[2] = static_cast<uint64_t>(increment);
    block->words[3] = static_cast<uint64_t>(increment >> 64);
}

template <class Core>
void advance_congruential(StateBlock* block, const uint64_t* steps) noexcept {
    Core core;
    core.load(*block);
    core.advance(wide(steps[1], steps[0]));
    core.store(block);
}

// One step of the twister that keeps its words in a ring.
void step_ring(uint32_t* key, int* at) noexcept {
    constexpr int n = Mt19937::kLength;
    const int i = *at;
    key[i] = key[(i + Mt19937::kShift) % n] ^ Mt19937::twist(key[i], key[(i + 1) % n]);
    *at = (i + 1) % n;
}

}  // namespace

void mix_entropy(const uint32_t* entropy, int64_t count, uint32_t* pool, int64_t pool_size) noexcept {
    EntropyHash hash;
    for (int64_t i = 0; i < pool_size; i++) pool[i] = hash(i < count ? entropy[i] : 0);
    for (int64_t from = 0; from < pool_size; from++) {
        for (int64_t to = 0; to < pool_size; to++) {
            if (from != to) pool[to] = mixed(pool[to], hash(pool[from]));
        }
    }
    for (int64_t from = pool_size; from < count; from++) {
        for (int64_t to = 0; to < pool_size; to++) pool[to] = mixed(pool[to], hash(entropy[from]));
    }
}

void expand_pool(const uint32_t* pool, int64_t pool_size, uint32_t* words, int64_t count) noexcept {
    uint32_t constant = 0x8b51f9ddu;
    for (int64_t i = 0; i < count; i++) {
        uint32_t value = pool[i % pool_size] ^ constant;
        constant *= 0x58f38dedu;
        value *= constant;
        words[i] = value ^ (value >> kShift);
    }
}

int64_t seed_words(CoreKind kind) noexcept {
    switch (kind) {
        case CoreKind::Philox:
            return 2;
        case CoreKind::Sfc64:
            return 3;
        case CoreKind::Mt19937:
            return Mt19937::kLength / 2;
        default:
            return 4;
    }
}

void seed_core(StateBlock* block, const uint64_t* words) noexcept {
    switch (block->kind) {
        case CoreKind::Pcg64:
        case CoreKind::Pcg64Dxsm:
            return seed_congruential(block, words);
        case CoreKind::Philox:
            std::fill(block->words, block->words + 10, 0);
            block->words[4] = words[0];
            block->words[5] = words[1];
            block->place = 4;
            return;
        case CoreKind::Sfc64: {
            Sfc64 core{words[0], words[1], words[2], 1};
            for (int i = 0; i < 12; i++) core.next64();
            return core.store(block);
        }
        case CoreKind::Mt19937: {
            auto* key = reinterpret_cast<uint32_t*>(block->words);
            std::memcpy(key, words, Mt19937::kLength * sizeof(uint32_t));
            // Never all zero. NumPy leaves the place one short of the end.
            key[0] = 0x80000000u;
            block->place = Mt19937::kLength - 1;
            return;
        }
    }
}

void seed_twister(StateBlock* block, uint32_t seed) noexcept {
    auto* key = reinterpret_cast<uint32_t*>(block->words);
    for (uint32_t i = 0; i < Mt19937::kLength; i++) {
        key[i] = seed;
        seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }
    block->place = Mt19937::kLength;
}

void seed_twister(StateBlock* block, const uint32_t* values, int64_t length) noexcept {
    constexpr int n = Mt19937::kLength;
    seed_twister(block, 19650218u);
    auto* key = reinterpret_cast<uint32_t*>(block->words);
    int i = 1;
    const auto next = [&] {
        if (++i == n) {
            key[0] = key[n - 1];
            i = 1;
        }
    };
    int64_t j = 0;
    for (int64_t k = std::max<int64_t>(n, length); k > 0; k--) {
        key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) * 1664525u)) + values[j] + static_cast<uint32_t>(j);
        next();
        if (++j == length) j = 0;
    }
    for (int k = n - 1; k > 0; k--) {
        key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
        next();
    }
    key[0] = 0x80000000u;
}

bool advance_core(StateBlock* block, const uint64_t* steps) noexcept {
    switch (block->kind) {
        case CoreKind::Pcg64:
            advance_congruential<Pcg64>(block, steps);
            return true;
        case CoreKind::Pcg64Dxsm:
            advance_congruential<Pcg64Dxsm>(block, steps);
            return true;
        case CoreKind::Philox: {
            uint64_t carry = 0;
            for (int i = 0; i < 4; i++) {
                const Wide sum = Wide(block->words[i]) + steps[i] + carry;
                block->words[i] = static_cast<uint64_t>(sum);
                carry = static_cast<uint64_t>(sum >> 64);
            }
            std::fill(block->words + 6, block->words + 10, 0);
            block->place = 4;
            return true;
        }
        default:
            return false;
    }
}

void jump_twister(StateBlock* block) noexcept {
    constexpr int n = Mt19937::kLength;
    auto* key = reinterpret_cast<uint32_t*>(block->words);
    const int start = block->place < n ? static_cast<int>(block->place) : 0;
    // Horner's rule: the polynomial of the step, applied to the state.
    uint32_t sum[n];
    int at = start;
    bool begun = false;
    for (int power = n * 32 - 1; power >= 0; power--) {
        if (begun) step_ring(sum, &at);
        if (((kTwisterJump[power / 32] >> (power % 32)) & 1) == 0) continue;
        if (begun) {
            for (int i = 0; i < n; i++) sum[(at + i) % n] ^= key[(start + i) % n];
        } else {
            std::copy(key, key + n, sum);
            begun = true;
        }
    }
    std::copy(sum, sum + n, key);
    block->place = static_cast<uint64_t>(at);
}

}  // namespace strided
