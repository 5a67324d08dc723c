#pragma once
#include <cstdint>
#include <cstring>

namespace strided {

// The bit generators, as NumPy has them. A core lives in the caller's registers while an array is filled: `load` takes
// it from the state block, `store` puts it back.

using Wide = unsigned __int128;

constexpr uint64_t rotate_right(uint64_t x, unsigned by) noexcept { return (x >> by) | (x << ((64 - by) & 63)); }
constexpr uint64_t rotate_left(uint64_t x, unsigned by) noexcept { return rotate_right(x, 64 - by); }
constexpr Wide wide(uint64_t high, uint64_t low) noexcept { return (Wide(high) << 64) | low; }

enum class CoreKind : uint32_t { Pcg64, Pcg64Dxsm, Philox, Sfc64, Mt19937 };
inline constexpr int kCoreCount = 5;

// What JavaScript holds as a handle's bytes. All of it is untrusted: any bits are a state, but `kind` and `place`,
// which are checked before use.
struct StateBlock {
    CoreKind kind;
    uint32_t has_half;  // the upper half of a 64-bit draw waits in `half`
    uint32_t half;
    uint32_t has_gauss;  // the second value of the legacy polar method waits in `gauss`
    double gauss;
    uint64_t place;  // Philox: the next of its four outputs; MT19937: the next word
    uint64_t words[312];

    static constexpr int64_t kSmallBytes = 32 + 16 * 8;  // all but MT19937
};
static_assert(sizeof(StateBlock) == 32 + 312 * 8);

// A linear congruential step of 128 bits, and any number of steps at once.
struct Congruence {
    Wide factor;
    Wide increment;
    constexpr Wide operator()(Wide state) const noexcept { return state * factor + increment; }
    constexpr Congruence power(Wide steps) const noexcept {
        Congruence result{1, 0};
        Congruence base = *this;
        for (; steps != 0; steps >>= 1) {
            if (steps & 1) result = {result.factor * base.factor, result.increment * base.factor + base.increment};
            base = {base.factor * base.factor, base.increment * (base.factor + 1)};
        }
        return result;
    }
};

// PCG XSL-RR 128/64 (O'Neill 2014).
struct Pcg64 {
    static constexpr CoreKind kKind = CoreKind::Pcg64;
    static constexpr bool kIsCongruential = true;
    static constexpr bool kHas64 = true;
    static constexpr Wide kFactor = wide(0x2360ed051fc65da4u, 0x4385df649fccf645u);
    // Halves: of 128-bit fields GCC 12 makes vectors, and moves them through memory at every draw.
    uint64_t low, high;
    uint64_t increment_low, increment_high;

    void load(const StateBlock& block) noexcept {
        low = block.words[0];
        high = block.words[1];
        increment_low = block.words[2];
        increment_high = block.words[3];
    }
    void store(StateBlock* block) const noexcept {
        block->words[0] = low;
        block->words[1] = high;
    }
    Wide state() const noexcept { return wide(high, low); }
    Wide increment() const noexcept { return wide(increment_high, increment_low); }
    void set(Wide state) noexcept {
        low = static_cast<uint64_t>(state);
        high = static_cast<uint64_t>(state >> 64);
    }
    Congruence congruence() const noexcept { return {kFactor, increment()}; }
    void advance(Wide steps) noexcept { set(congruence().power(steps)(state())); }
    static uint64_t output(Wide s) noexcept {
        const auto high = static_cast<uint64_t>(s >> 64);
        return rotate_right(high ^ static_cast<uint64_t>(s), static_cast<unsigned>(high >> 58));
    }
    // The state from which draw 0 is made: this generator steps first.
    Wide first() const noexcept { return congruence()(state()); }
    void seek(Wide next_first) noexcept {
        // One step back, by the inverse of the factor modulo 2^128.
        set((next_first - increment()) * inverse());
    }
    uint64_t next64() noexcept {
        const Wide next = state() * kFactor + increment();
        set(next);
        return output(next);
    }

  private:
    static constexpr Wide inverse() noexcept {
        Wide x = kFactor;
        for (int i = 0; i < 7; i++) x *= 2 - kFactor * x;
        return x;
    }
};

// PCG DXSM 128/64, with the cheap factor.
struct Pcg64Dxsm {
    static constexpr CoreKind kKind = CoreKind::Pcg64Dxsm;
    static constexpr bool kIsCongruential = true;
    static constexpr bool kHas64 = true;
    static constexpr uint64_t kFactor = 0xda942042e4dd58b5u;
    // Halves: of 128-bit fields GCC 12 makes vectors, and moves them through memory at every draw.
    uint64_t low, high;
    uint64_t increment_low, increment_high;

    void load(const StateBlock& block) noexcept {
        low = block.words[0];
        high = block.words[1];
        increment_low = block.words[2];
        increment_high = block.words[3];
    }
    void store(StateBlock* block) const noexcept {
        block->words[0] = low;
        block->words[1] = high;
    }
    Wide state() const noexcept { return wide(high, low); }
    Wide increment() const noexcept { return wide(increment_high, increment_low); }
    void set(Wide state) noexcept {
        low = static_cast<uint64_t>(state);
        high = static_cast<uint64_t>(state >> 64);
    }
    Congruence congruence() const noexcept { return {kFactor, increment()}; }
    void advance(Wide steps) noexcept { set(congruence().power(steps)(state())); }
    static uint64_t output(Wide s) noexcept {
        auto high = static_cast<uint64_t>(s >> 64);
        const uint64_t low = static_cast<uint64_t>(s) | 1;
        high ^= high >> 32;
        high *= kFactor;
        high ^= high >> 48;
        return high * low;
    }
    Wide first() const noexcept { return state(); }
    void seek(Wide next_first) noexcept { set(next_first); }
    uint64_t next64() noexcept {
        const Wide now = state();
        set(now * kFactor + increment());
        return output(now);
    }
};

// Philox 4×64 with 10 rounds (Salmon et al. 2011). words: counter[4], key[2], buffer[4].
struct Philox {
    static constexpr CoreKind kKind = CoreKind::Philox;
    static constexpr bool kIsCongruential = false;
    static constexpr bool kHas64 = true;
    uint64_t counter[4];
    uint64_t key[2];
    uint64_t buffer[4];
    uint64_t place;

    void load(const StateBlock& block) noexcept {
        std::memcpy(counter, block.words, sizeof(counter));
        std::memcpy(key, block.words + 4, sizeof(key));
        std::memcpy(buffer, block.words + 6, sizeof(buffer));
        place = block.place < 4 ? block.place : 4;
    }
    void store(StateBlock* block) const noexcept {
        std::memcpy(block->words, counter, sizeof(counter));
        std::memcpy(block->words + 6, buffer, sizeof(buffer));
        block->place = place;
    }
    void count(uint64_t steps) noexcept {
        for (int i = 0; i < 4 && steps != 0; i++) {
            counter[i] += steps;
            steps = counter[i] < steps ? 1 : 0;
        }
    }
    // The four outputs of the counter as it stands.
    void rounds(uint64_t* out) const noexcept {
        uint64_t a = counter[0], b = counter[1], c = counter[2], d = counter[3];
        uint64_t k0 = key[0], k1 = key[1];
        for (int round = 0; round < 10; round++) {
            const Wide left = Wide(0xd2e7470ee14c6c93u) * a;
            const Wide right = Wide(0xca5a826395121157u) * c;
            a = static_cast<uint64_t>(right >> 64) ^ b ^ k0;
            b = static_cast<uint64_t>(right);
            c = static_cast<uint64_t>(left >> 64) ^ d ^ k1;
            d = static_cast<uint64_t>(left);
            k0 += 0x9e3779b97f4a7c15u;
            k1 += 0xbb67ae8584caa73bu;
        }
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
    }
    uint64_t next64() noexcept {
        if (place < 4) return buffer[place++];
        count(1);
        rounds(buffer);
        place = 1;
        return buffer[0];
    }
};

// Small fast chaotic generator, 64-bit (Doty-Humphrey). words: a, b, c, counter.
struct Sfc64 {
    static constexpr CoreKind kKind = CoreKind::Sfc64;
    static constexpr bool kIsCongruential = false;
    static constexpr bool kHas64 = true;
    uint64_t a, b, c, counter;

    void load(const StateBlock& block) noexcept {
        a = block.words[0];
        b = block.words[1];
        c = block.words[2];
        counter = block.words[3];
    }
    void store(StateBlock* block) const noexcept {
        block->words[0] = a;
        block->words[1] = b;
        block->words[2] = c;
        block->words[3] = counter;
    }
    uint64_t next64() noexcept {
        const uint64_t value = a + b + counter++;
        a = b ^ (b >> 11);
        b = c + (c << 3);
        c = rotate_left(c, 24) + value;
        return value;
    }
};

// Mersenne twister (Matsumoto and Nishimura 1998). The 624 words stay where they are.
struct Mt19937 {
    static constexpr CoreKind kKind = CoreKind::Mt19937;
    static constexpr bool kIsCongruential = false;
    static constexpr bool kHas64 = false;
    static constexpr int kLength = 624;
    static constexpr int kShift = 397;
    uint32_t* key;
    uint32_t place;

    void load(StateBlock& block) noexcept {
        key = reinterpret_cast<uint32_t*>(block.words);
        place = block.place < kLength ? static_cast<uint32_t>(block.place) : kLength;
    }
    void store(StateBlock* block) const noexcept { block->place = place; }

    static uint32_t twist(uint32_t high, uint32_t low) noexcept {
        const uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
        return (y >> 1) ^ ((0 - (y & 1)) & 0x9908b0dfu);
    }
    [[gnu::noinline]] void generate() noexcept {
        int i = 0;
        for (; i < kLength - kShift; i++) key[i] = key[i + kShift] ^ twist(key[i], key[i + 1]);
        for (; i < kLength - 1; i++) key[i] = key[i + kShift - kLength] ^ twist(key[i], key[i + 1]);
        key[kLength - 1] = key[kShift - 1] ^ twist(key[kLength - 1], key[0]);
        place = 0;
    }
    uint32_t next32() noexcept {
        if (place == kLength) generate();
        uint32_t y = key[place++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        y ^= y >> 18;
        return y;
    }
};

}  // namespace strided
