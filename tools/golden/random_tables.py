"""Writes the constant tables of native/random: the layers of both 256-step ziggurats (Marsaglia and Tsang 2000), the
logarithms of factorials, and the jump polynomial of the Mersenne twister.

Run with mpmath: python3 tools/golden/random_tables.py

NumPy's streams depend on the last bit of each entry, so the entries are rounded as NumPy's are:
- exponential: exact edges, rounded once; acceptance bounds are cut to 52 bits and doubled; single precision goes through
  nine decimal digits;
- normal: the recursion over the layers in double precision from an area of 0x1.43022def1b371p-8 (a few units in the last
  place above the exact one), in which exp of layer 38 was rounded the wrong way.
"""

import math
from pathlib import Path

import mpmath as mp

mp.mp.dps = 60
FOLDER = Path(__file__).resolve().parents[2] / "native" / "random"
NORMAL_EDGE = 3.6541528853610088
NORMAL_AREA = 0.0049286732339746519
MISROUNDED = 38


def exponential_layers():
    """Acceptance ratios, right edges (of layer 0: its stretched width) and densities, exactly."""

    def step(x):
        return -mp.log((mp.exp(-edge) * (edge + 1)) / x + mp.exp(-x))

    def overshoot(r):
        x, area = r, mp.exp(-r) * (r + 1)
        for _ in range(254):
            x = -mp.log(area / x + mp.exp(-x))
        return area / x + mp.exp(-x) - 1

    edge = mp.findroot(overshoot, mp.mpf("7.69711747013104972"))
    edges = [mp.mpf(0)] * 255 + [edge]
    for i in range(254, 0, -1):
        edges[i] = step(edges[i + 1])
    base = edge + 1
    ratios = [edge / base, mp.mpf(0)] + [edges[i - 1] / edges[i] for i in range(2, 256)]
    return ratios, [base] + edges[1:], [mp.exp(-x) for x in [0] + edges[1:]]


def normal_layers():
    """The same of exp(-x²/2), in double precision."""

    def density(i, x):
        value = math.exp(-0.5 * x * x)
        return math.nextafter(value, 1) if i == MISROUNDED else value

    edges = [0.0] * 255 + [NORMAL_EDGE]
    densities = [1.0] * 255 + [density(255, NORMAL_EDGE)]
    for i in range(254, 0, -1):
        edges[i] = math.sqrt(-2 * math.log(NORMAL_AREA / edges[i + 1] + densities[i + 1]))
        densities[i] = density(i, edges[i])
    ratios = [NORMAL_EDGE * densities[255] / NORMAL_AREA, 0.0]
    ratios += [edges[i - 1] / edges[i] for i in range(2, 256)]
    return ratios, [NORMAL_AREA / densities[255]] + edges[1:], densities


def table(kind, name, entries, per_line):
    lines = [", ".join(entries[i : i + per_line]) for i in range(0, len(entries), per_line)]
    return f"inline constexpr {kind} {name}[{len(entries)}] = {{\n    " + ",\n    ".join(lines) + "};\n"


def nine_digits(value):
    return f"{mp.nstr(mp.mpf(value), 9, min_fixed=1, max_fixed=0)}f"


def double_text(value):
    return repr(float(value))


def ziggurat_tables():
    ratios, widths, densities = exponential_layers()
    parts = {"double": [], "float": []}
    parts["double"] += [
        table("uint64_t", "kExponentialAccept", [f"{2 * int(mp.floor(x * 2**52))}u" for x in ratios], 6),
        table("double", "kExponentialWidth", [double_text(x / 2**53) for x in widths], 5),
        table("double", "kExponentialDensity", [double_text(x) for x in densities], 5),
    ]
    parts["float"] += [
        table("uint32_t", "kExponentialAcceptFloat", [f"{int(mp.nint(x * 2**23))}u" for x in ratios], 12),
        table("float", "kExponentialWidthFloat", [nine_digits(x / 2**23) for x in widths], 7),
        table("float", "kExponentialDensityFloat", [nine_digits(x) for x in densities], 7),
    ]
    ratios, widths, densities = normal_layers()
    parts["double"] += [
        table("uint64_t", "kNormalAccept", [f"{round(x * 2**52)}u" for x in ratios], 6),
        table("double", "kNormalWidth", [double_text(x / 2**52) for x in widths], 5),
        table("double", "kNormalDensity", [double_text(x) for x in densities], 5),
    ]
    parts["float"] += [
        table("uint32_t", "kNormalAcceptFloat", [f"{round(x * 2**23)}u" for x in ratios], 12),
        table("float", "kNormalWidthFloat", [double_text(x / 2**23) + "f" for x in widths], 5),
        table("float", "kNormalDensityFloat", [double_text(x) + "f" for x in densities], 5),
    ]
    return parts


def log_factorials():
    return table("double", "kLogFactorial", [double_text(mp.log(mp.factorial(n))) for n in range(126)], 5)


def spread_bits(a):
    """The square of a polynomial over GF(2), whose bits are its coefficients."""
    return int("0".join(format(a, "b")), 2)


def remainder(a, modulus_terms, degree):
    """a modulo x^degree plus the terms given (all of lower degree)."""
    while a >> degree:
        high = a >> degree
        a ^= high << degree
        for term in modulus_terms:
            a ^= high << term
    return a


def multiply(a, b):
    product = 0
    while b:
        low = b & -b
        product ^= a << (low.bit_length() - 1)
        b ^= low
    return product


def twister_jump():
    """x^(2^128) modulo the characteristic polynomial of MT19937 (Matsumoto and Nishimura 1998, appendix)."""
    n, m, r, a = 624, 397, 31, 0x9908B0DF
    one = 1
    upper = (one << n) | (one << m)
    lower = (one << (n - 1)) | (one << (m - 1))

    def bit(i):
        return (a >> i) & 1

    lowers = [1]
    for _ in range(r):
        lowers.append(multiply(lowers[-1], lower))
    chi = multiply(upper, lowers[r])
    for i in range(r):
        if bit(i):
            chi ^= multiply(upper, lowers[r - 1 - i])
    if bit(31):
        chi ^= 1
    degree = chi.bit_length() - 1
    terms = [i for i in range(degree) if (chi >> i) & 1]
    jump = 2
    for _ in range(128):
        jump = remainder(spread_bits(jump), terms, degree)
    words = [(jump >> (32 * i)) & 0xFFFFFFFF for i in range(n)]
    return table("uint32_t", "kTwisterJump", [f"0x{word:08x}u" for word in words], 9)


def write(name, text, what):
    head = f"// {what}\n// Written by tools/golden/random_tables.py.\n#pragma once\n#include <cstdint>\n\n"
    body = f"// clang-format off\nnamespace strided {{\n\n{text}\n}}  // namespace strided\n// clang-format on\n"
    (FOLDER / name).write_text(head + body)


if __name__ == "__main__":
    layers = ziggurat_tables()
    write("ziggurat_tables.h", "\n".join(layers["double"]), "The layers of both ziggurats, in double precision.")
    write("ziggurat_tables_float.h", "\n".join(layers["float"]), "The layers of both ziggurats, in single precision.")
    write("log_factorial_table.h", log_factorials(), "log(n!) for n below 126.")
    write("twister_jump.h", twister_jump(), "x^(2^128) modulo MT19937's characteristic polynomial, lowest power first.")
