#pragma once
#include "native/random/cores.h"

namespace strided {

// NumPy's SeedSequence (after O'Neill's seed_seq alternatives): entropy of any length mixed into a pool, and the pool
// expanded into as many words as are asked for.
void mix_entropy(const uint32_t* entropy, int64_t count, uint32_t* pool, int64_t pool_size) noexcept;
void expand_pool(const uint32_t* pool, int64_t pool_size, uint32_t* words, int64_t count) noexcept;

// The 64-bit words that a kind is seeded from; for MT19937 they are pairs of its 32-bit words.
int64_t seed_words(CoreKind kind) noexcept;
void seed_core(StateBlock* block, const uint64_t* words) noexcept;

// MT19937 as the legacy functions seed it: from one integer, or from a key of any length.
void seed_twister(StateBlock* block, uint32_t seed) noexcept;
void seed_twister(StateBlock* block, const uint32_t* key, int64_t length) noexcept;

// Moves on by `steps` draws (256 bits, lowest first). False for kinds that cannot.
[[nodiscard]] bool advance_core(StateBlock* block, const uint64_t* steps) noexcept;

// MT19937 moves on by 2^128 draws.
void jump_twister(StateBlock* block) noexcept;

}  // namespace strided
