#pragma once

// What the processor and the C library say of one operation. Vector kernels leave flags of their own, so this is asked
// only where errstate wants to know, and the operation is made once more, as NumPy makes it.
namespace strided {

// An operation in both precisions; nullptr where it has none. Operations of one operand pass over the second, which a
// complex one finds as its real and imaginary part too.
struct FlaggedOperation {
    const char* op;
    float (*real32)(float x, float y);
    double (*real64)(double x, double y);
    void (*complex32)(const float* x, const float* y, float* out);
    void (*complex64)(const double* x, const double* y, double* out);
};

// nullptr: the flags of this operation are not asked for.
const FlaggedOperation* flagged_operation(const char* op) noexcept;

// The errors (bits of FloatError) of the operation.
int flags_of(float (*operation)(float, float), float x, float y, float* result) noexcept;
int flags_of(double (*operation)(double, double), double x, double y) noexcept;
int flags_of(void (*operation)(const float*, const float*, float*), const double* x, const double* y) noexcept;
int flags_of(void (*operation)(const double*, const double*, double*), const double* x, const double* y) noexcept;
int flags_of_narrowing(double value) noexcept;

}  // namespace strided
