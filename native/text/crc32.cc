#include "native/text/crc32.h"

#include <array>
#include <cstring>

namespace strided {
namespace {

constexpr uint32_t kPolynomial = 0xedb88320u;

// Table k holds the checksum of a byte followed by k zero bytes, so that eight bytes are one step.
constexpr std::array<std::array<uint32_t, 256>, 8> make_tables() {
    std::array<std::array<uint32_t, 256>, 8> tables{};
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) != 0 ? kPolynomial : 0);
        tables[0][byte] = crc;
    }
    for (size_t k = 1; k < 8; k++) {
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
    for (; length >= 8; length -= 8, data += 8) {
        uint64_t word;
        std::memcpy(&word, data, 8);
        word ^= crc;
        crc = 0;
        for (size_t k = 0; k < 8; k++) crc ^= kTables[7 - k][word >> (8 * k) & 255];
    }
    for (; length > 0; length--, data++) {
        crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(*data)) & 255];
    }
    return ~crc;
}

}  // namespace strided
