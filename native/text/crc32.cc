#include "native/text/crc32.h"

#include <array>
#include <cstring>

namespace strided {
namespace {

constexpr uint32_t kPolynomial = 0xedb88320u;

// Bytes of one step.
constexpr size_t kStep = 16;

// Table k holds the checksum of a byte followed by k zero bytes, so that the bytes of a step do not wait for each
// other.
constexpr std::array<std::array<uint32_t, 256>, kStep> make_tables() {
    std::array<std::array<uint32_t, 256>, kStep> tables{};
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
        tables[0][byte] = crc;
    }
    for (size_t k = 1; k < kStep; k++) {
        for (size_t byte = 0; byte < 256; byte++) {
            tables[k][byte] = (tables[k - 1][byte] >> 8) ^ tables[0][tables[k - 1][byte] & 255];
        }
    }
    return tables;
}

constexpr auto kTables = make_tables();

}  // namespace

uint32_t crc32(uint32_t crc, const char* data, int64_t length) noexcept {
    crc = ~crc;
    for (; length >= static_cast<int64_t>(kStep); length -= kStep, data += kStep) {
        uint64_t first, second;
        std::memcpy(&first, data, 8);
        std::memcpy(&second, data + 8, 8);
        first ^= crc;
        uint32_t low = 0;
        uint32_t high = 0;
#pragma GCC unroll 8
        for (size_t k = 0; k < 8; k++) {
            low ^= kTables[kStep - 1 - k][first >> (8 * k) & 255];
            high ^= kTables[7 - k][second >> (8 * k) & 255];
        }
        crc = low ^ high;
    }
    for (; length > 0; length--, data++) {
        crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(*data)) & 255];
    }
    return ~crc;
}

}  // namespace strided
