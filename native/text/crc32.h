#pragma once
#include <cstdint>

namespace strided {

// The checksum of zip archives, continued from that of the bytes before.
uint32_t crc32(uint32_t crc, const char* data, int64_t length) noexcept;

}  // namespace strided
