#pragma once

namespace strided {

// What a native call answers; lib/native.ts turns every value but ok into a typed error.
enum class [[nodiscard]] Status : int{
    ok = 0,
    bad_argument = 1,    // the argument block holds something no caller should write
    buffer_bounds = 2,   // an operand reaches outside its buffer (detached, resized or too short)
    out_of_memory = 3,   // the system has no more
    memory_limit = 4,    // the limit set for this process is reached
    negative_power = 5,  // an integer to a negative integer power
    wrong_buffer = 6,    // an operand is neither an ArrayBuffer nor a typed array
    invalid_size = 7,    // BLAS dimensions are 32-bit
    bad_index = 8,       // an index is outside its axis; the first result slot says which one
    floating_point = 9,  // errstate asks for an error; the first result slot holds its bit
};

}  // namespace strided
