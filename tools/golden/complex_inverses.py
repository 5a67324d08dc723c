"""Writes test/golden/complex_inverses.json.gz: inverse functions of complex numbers where they are hard, with correctly
rounded parts (mpmath), and NumPy's log1p.

Run with NumPy 2.4.6 and mpmath: python3 tools/golden/complex_inverses.py
"""

import base64
import gzip
import json
import pathlib

import mpmath
import numpy as np

GOLDEN = pathlib.Path(__file__).parents[2] / "test" / "golden" / "complex_inverses.json.gz"
POINTS = 60


def arccosh(z):
    """i·acos(z) or -i·acos(z), whichever lies on the right."""
    w = mpmath.acos(z)
    return mpmath.mpc(-w.imag, w.real) if w.imag < 0 else mpmath.mpc(w.imag, -w.real)


FUNCTIONS = {
    "arcsin": mpmath.asin, "arccos": mpmath.acos, "arctan": mpmath.atan,
    "arcsinh": mpmath.asinh, "arccosh": arccosh, "arctanh": mpmath.atanh,
}


def regions(dtype):
    rng = np.random.default_rng(23)
    info = np.finfo(dtype)
    digits, least, most = info.nmant, info.minexp - info.nmant, info.maxexp - 1
    common = 490 if dtype == "complex128" else most

    def sign():
        return rng.choice([-1.0, 1.0], POINTS)

    def size(low, high):
        return np.exp2(rng.uniform(low, high, POINTS)) * sign()

    def beside(low=-digits, high=-1):
        return sign() * (1 + size(low, high))

    zero = 0.0 * sign()
    angle = rng.uniform(-np.pi, np.pi, POINTS)
    radius = 1 + size(-digits, -2)
    parts = {
        "of ordinary size": (rng.uniform(-3, 3, POINTS), rng.uniform(-3, 3, POINTS)),
        "of unlike size": (size(-30, 30), size(-30, 30)),
        "of any size": (size(-common, common), size(-common, common)),
        "to the ends of the range": (size(least, most), size(least, most)),
        "real": (size(-common, common), zero),
        "real about ±1": (beside(), zero),
        "imaginary": (zero, size(-common, common)),
        "imaginary about ±i": (zero, beside()),
        "near the real axis": (size(-3, 3), size(-common, -10)),
        "near the imaginary axis": (size(-common, -10), size(-3, 3)),
        "about ±1": (beside(), size(-digits - 8, -1)),
        "about ±i": (size(-digits - 8, -1), beside()),
        "on re = ±1": (sign(), size(-common, common)),
        "on im = ±1": (size(-common, common), sign()),
        "beside re = ±1": (beside(), size(-common, 3)),
        "about the unit circle": (radius * np.cos(angle), radius * np.sin(angle)),
    }
    out = {}
    for name, (re, im) in parts.items():
        out[name] = np.empty(POINTS, dtype)
        out[name].real, out[name].imag = re, im
    return out


def rounded(function, z):
    """The parts of the function, each correctly rounded; a zero part stands for its side of the axis."""
    out = np.empty(len(z), z.dtype)
    for i, at in enumerate(z.tolist()):
        parts = [mpmath.mpf(part) if part else mpmath.ldexp(np.copysign(1, part), -2500) for part in (at.real, at.imag)]
        mpmath.mp.prec = 200 + 4 * max(abs(mpmath.frexp(part)[1]) for part in parts)
        value = function(mpmath.mpc(*parts))
        out[i] = complex(narrow(value.real, out.real.dtype), narrow(value.imag, out.real.dtype))
    return out


def narrow(value, dtype):
    """Rounded once, subnormal numbers too."""
    info = np.finfo(dtype)
    exponent = max(mpmath.frexp(value)[1], info.minexp + 1) - info.nmant - 1
    scaled = mpmath.nint(mpmath.ldexp(value, -exponent))
    return np.copysign(np.ldexp(float(scaled), exponent), float(mpmath.sign(value)))


def coded(values):
    return base64.b64encode(values.tobytes()).decode()


if __name__ == "__main__":
    cases = []
    for dtype in ["complex64", "complex128"]:
        for name, z in regions(dtype).items():
            answers = {op: coded(rounded(function, z)) for op, function in FUNCTIONS.items()}
            with np.errstate(all="ignore"):
                answers["log1p"] = coded(np.log1p(z))
            cases.append({"dtype": dtype, "region": name, "at": coded(z), "answers": answers})
    with gzip.GzipFile(GOLDEN, "wb", mtime=0) as file:
        file.write(json.dumps(cases, separators=(",", ":")).encode())
    print(GOLDEN.stat().st_size, "bytes")
