#include <cstddef>

// BLAS and LAPACK call this on an argument they refuse. The stock one prints and may end the process. Arguments are
// checked before the call, and LAPACK's info carries the refusal where one gets through.
extern "C" int xerbla_(const char* /*routine*/, const int* /*argument*/, size_t /*routine_length*/) { return 0; }
