"""Golden data of loadtxt, genfromtxt, fromstring, savetxt, tofile and savez: what NumPy reads and writes.

    python3 tools/golden/text_files.py

Writes test/golden/text_files.json.gz. Arrays are .npy files in base64; options have this library's names.
"""

import base64
import gzip
import io
import json
import os
import tempfile
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")
TARGET = Path(__file__).parents[2] / "test" / "golden" / "text_files.json.gz"
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
rng = np.random.default_rng(20)


def text(data):
    return base64.b64encode(data).decode()


def npy(a, dense=True):
    out = io.BytesIO()
    np.save(out, np.ascontiguousarray(a) if np.ndim(a) and dense else np.asarray(a))
    return text(out.getvalue())


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def pythonic(options):
    return {snake(k): v for k, v in options.items()}


def answer(call):
    """An array, columns under their names, or an error's class."""
    try:
        result = call()
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
    kinds = [result.dtype[name].kind for name in result.dtype.names or ()] + [result.dtype.kind]
    if "U" in kinds:
        return {"error": "text", "message": "a column of text, which no dtype here holds"}
    if result.dtype.names:
        return {"columns": {name: npy(result[name]) for name in result.dtype.names}}
    return {"npy": npy(result)}


# ---- loadtxt ----

LOADTXT = [
    ("1 2\n3 4\n", {}), ("1,2\n3,4", {"delimiter": ","}), (" 1 , 2 \n3,4", {"delimiter": ","}),
    ("1\t2\x0b3\x0c4", {}), ("1\u00a02\u20033", {}), ("1,2\n   \n3,4", {"delimiter": ","}),
    ("1,2\n\n3,4", {"delimiter": ","}), ("1,,2", {"delimiter": ","}), ("1,2,\n", {"delimiter": ","}),
    ("1 2\n3\n", {}), ("1 2\n\n# c\n3\n", {}), ("1 2\n# c\n\n3 x\n", {}),
    ("1 2 3\n4 5 6\n7", {"usecols": [0, -1]}), ("1 2 3\n4 5 6\n7", {"usecols": [0, 2]}), ("1 2", {"usecols": 5}),
    ("1 2 3\n4 5 6", {"usecols": 1}), ("1 2", {"usecols": [0, 0, 1]}), ("1 2 x", {"usecols": [1, 0]}),
    ("1 2 x", {"usecols": [2, 0]}), ("1 2 # x\n#y\n3 4#z\n", {}), ("1 2 // x\n%y\n3 4\n", {"comments": ["//", "%"]}),
    ("1 # 2", {"comments": None}), ("# a\nx y\n\n1 2\n", {"skiprows": 2}), ("1\n\n2\n3", {"maxRows": 2}),
    ("1 2\n3 4\nx", {"maxRows": 2}), ("", {}), ("", {"ndmin": 2}), ("", {"ndmin": 1}), ("# only\n", {"usecols": [0, 1]}),
    ("", {"ndmin": 2, "unpack": True}), ("1 2", {"maxRows": 0}), ('"1","2"\n"3",4\n', {"delimiter": ",", "quotechar": '"'}),
    ('"1\n",2\n', {"delimiter": ",", "quotechar": '"'}), ('"1"""', {"delimiter": ",", "quotechar": '"'}),
    ('"1" "2"# c "\n"3"   4', {"quotechar": '"'}), ('"1#0",2', {"delimiter": ",", "quotechar": '"'}),
    ("1 2\r\n3 4\r\n5 6", {}), ("5", {}), ("5", {"ndmin": 1}), ("5", {"ndmin": 2}), ("1\n2\n3", {"ndmin": 2}), ("1\n2\n3", {}),
    ("1 2 3", {"ndmin": 2}), ("1 2 3\n4 5 6", {"unpack": True}), ("1 2 3", {"unpack": True, "ndmin": 2}),
    ("inf -inf nan +nan infinity NAN Inf 1e400 1e-400 .5 5. +1 -0 -nan", {}),
    ("1_0", {}), ("0x10", {}), ("nan(1)", {}), ("1d5", {}), ("1e", {}), ("1e+", {}), (".", {}), ("-", {}), ("+-1", {}), ("1..2", {}),
    ("infinit", {}), ("2.2250738585072011e-308 4.9e-324 2e-324 3e-324 1.7976931348623159e308", {}),
    ("9007199254740993 0.1 123456789012345678901234567890 1e23 8.5e-1", {}),
    ("1.5 2", {"dtype": "int64"}), ("+5 -3 007", {"dtype": "int64"}), ("1e3", {"dtype": "int64"}), ("nan", {"dtype": "int8"}),
    ("0 2 -1", {"dtype": "bool"}), ("True", {"dtype": "bool"}), ("0.5", {"dtype": "bool"}),
    ("300", {"dtype": "int8"}), ("-1", {"dtype": "uint8"}), ("-0", {"dtype": "uint8"}), ("256", {"dtype": "uint8"}),
    ("99999999999999999999", {"dtype": "int64"}), ("-9223372036854775808 9223372036854775807", {"dtype": "int64"}),
    ("18446744073709551615", {"dtype": "uint64"}), ("18446744073709551616", {"dtype": "uint64"}),
    ("(1+2j) 1j 1-2j (3) 2.5 -1.5e3-2.j nan+infj -inf-nanj", {"dtype": "complex128"}),
    ("( 1+2j )", {"dtype": "complex128", "delimiter": ","}), ("1+j", {"dtype": "complex128"}), ("1+2i", {"dtype": "complex128"}),
    ("1+-2j", {"dtype": "complex128"}), ("1--2j", {"dtype": "complex128"}), ("1 + 2j", {"dtype": "complex128", "delimiter": ","}),
    ("(1+2j", {"dtype": "complex128"}), ("1+2j)", {"dtype": "complex128"}), ("1+2", {"dtype": "complex128"}),
    ("0.1+0.2j 1e39", {"dtype": "complex64"}), ("1.1 65520 65519.99 6e-8 2e-8 1_0", {"dtype": "float16"}),
    ("1.1 1e39 1.4e-45 16777217", {"dtype": "float32"}), ("1;2", {"delimiter": ";;"}), ("1 2", {"delimiter": ""}),
    ("1#2", {"delimiter": "#"}), ("1 2", {"comments": ""}), ("1", {"ndmin": 3}), ("1", {"skiprows": -1}),
    ("1", {"comments": ["//", "%"], "quotechar": '"'}), ("1 2\n3 4", {"usecols": []}),
]


def numbers(dtype, count):
    if dtype == "bool":
        return [str(int(x)) for x in rng.integers(0, 2, count)]
    if "int" in dtype:
        info = np.iinfo(dtype)
        return [str(x) for x in rng.integers(info.min, info.max, count, dtype=dtype, endpoint=True)]
    def real():
        return "%.*g" % (int(rng.integers(1, 19)), rng.standard_normal() * 10.0 ** rng.integers(-12, 12))
    if "float" in dtype:
        return [real() for _ in range(count)]
    return ["(%s%sj)" % (real(), "%+.6e" % rng.standard_normal()) for _ in range(count)]


for dtype in DTYPES:
    for delimiter in (None, ",", "\t"):
        cells = numbers(dtype, 60)
        rows = [(delimiter or "  ").join(cells[i : i + 4]) for i in range(0, 60, 4)]
        LOADTXT.append(("\n".join(rows), {"dtype": dtype, **({"delimiter": delimiter} if delimiter else {})}))
        LOADTXT.append(("\n".join(rows), {"dtype": dtype, "usecols": [3, 1], "unpack": True, "delimiter": delimiter}))

# ---- genfromtxt ----

GENFROMTXT = [
    ("1 2\n3 4", {}), ("1,2\n3,", {"delimiter": ","}), ("1,,3\n4,x,6", {"delimiter": ","}), ("", {}), ("# c\n\n", {}),
    ("1,x", {"delimiter": ",", "dtype": "int64"}), ("1,x", {"delimiter": ",", "dtype": "int8"}), ("1,x", {"delimiter": ",", "dtype": "uint8"}),
    ("1,x", {"delimiter": ",", "dtype": "bool"}), ("True,false,TRUE", {"delimiter": ",", "dtype": "bool"}),
    ("1,1.7,-1.7,nan", {"delimiter": ",", "dtype": "int32"}), ("1,300", {"delimiter": ",", "dtype": "int8"}),
    ("1,1.5", {"delimiter": ",", "dtype": "int64"}), ("1,99999999999999999999", {"delimiter": ",", "dtype": "int64"}),
    ("1_000,1__0,_1", {"delimiter": ","}), ("1_000,2", {"delimiter": ",", "dtype": "int64"}),
    ("1+2j,j,-j,1+j,(1-2j),x", {"delimiter": ",", "dtype": "complex128"}), ("1.1,x", {"delimiter": ",", "dtype": "float32"}),
    ("1,N/A", {"delimiter": ",", "loose": False}), ("1,N/A", {"delimiter": ",", "loose": False, "missingValues": "N/A", "fillingValues": 7}),
    ("1,,3", {"delimiter": ",", "fillingValues": 0}), ("1,,\n,5,6", {"delimiter": ",", "fillingValues": [9, 8, 7]}),
    ("1,,\n,5,6", {"delimiter": ",", "fillingValues": {"0": 9, "2": 7}}), ("1,,3", {"delimiter": ",", "dtype": "uint16"}),
    ("1,,3", {"delimiter": ",", "dtype": "uint16", "fillingValues": 5}), ("a b\n1 2\n3 4", {"names": True}), ("a b\n1 2", {"names": True}),
    ("# mass, charge (e), file\n1, 2, 3\n4, 5, 6", {"names": True, "delimiter": ","}),
    ("x y # first\n1 2\n3 4", {"skipHeader": 1}), ("1 2\n3 4", {"names": "a,b"}), ("1 2\n3 4", {"names": ["a", "a"]}),
    ("1 2\n3 4", {"names": "a"}), ("1 2\n3 4", {"names": "a,b,c"}), ("1 2\n3 4", {"names": " ,B c!"}),
    ("1 2\n3 4", {"names": "A,b", "caseSensitive": "lower"}), ("1 2\n3 4", {"names": "a,b", "caseSensitive": False}),
    ("1 2\n3 4", {"names": "a b,c", "replaceSpace": "-", "deletechars": ""}), ("1 2\n3 4", {"names": "a,b", "excludelist": ["b"]}),
    ("1 2\n3 4", {"names": ",", "defaultfmt": "c%02i"}), ("a b\n1 2\n3 4", {"names": True, "usecols": ["b"]}),
    ("a b c\n1 2 3\n3 4 5", {"names": True, "usecols": ["c", "a"]}), ("a b c\n1 2 3\n3 4 5", {"names": True, "usecols": "c,a"}),
    ("1 2\n3 4", {"usecols": [1]}), ("1 2\n3 4", {"usecols": 1}), ("1 2\n3 4", {"usecols": [-1, 0]}), ("1 2\n3 4", {"usecols": [5]}),
    ("1 2 3\n4 5\n6 7 8", {"usecols": [0, 1]}), ("1 2 3\n4\n6 7 8", {"usecols": [0, 1]}),
    ("12345678", {"delimiter": 3}), ("123456789", {"delimiter": [4, 3, 2]}), ("1234", {"delimiter": [4, 3, 2]}), ("  1  2\n 33 44", {"delimiter": 3}),
    ("1;;2;;3", {"delimiter": ";;"}), (" 1 , 2 ,x ", {"delimiter": ",", "autostrip": True}), ("1,2,3\n4,5,6", {"delimiter": ",", "names": True}),
    ("1\n2\n3", {"dtype": "int64"}), ("5", {}), ("5", {"ndmin": 2}), ("1\n2", {"ndmin": 2}), ("1 2\n3 4 5\n6 7", {}),
    ("1 2\n3 4 5\n6 7", {"invalidRaise": False}), ("1 2\n3 4\nx", {"skipFooter": 1}), ("1 2\n3 4\n5 6", {"skipFooter": 2}),
    ("1 2\n3\n4 5\nx", {"skipFooter": 1, "invalidRaise": False}), ("1 2\n3 4\n5 6", {"maxRows": 2}), ("1", {"maxRows": 0}),
    ("1", {"maxRows": 1, "skipFooter": 1}), ("1 2\n3 4", {"unpack": True}), ("1,2\n3,", {"delimiter": ",", "dtype": None}),
    ("1,2\n3,4", {"delimiter": ",", "dtype": None}), ("1 True 2+1j 2.5\n2 False 3 1", {"dtype": None}), ("1 2.5\n2 3", {"dtype": None}),
    ("True 1\n2 1", {"dtype": None}), ("99999999999999999999 1", {"dtype": None}), (",1\n,2", {"dtype": None, "delimiter": ","}),
    ("1.5 2\r\n3 4\r\n", {}), ("1 2 ! c\n3 4", {"comments": "!"}), ("nan inf -inf Infinity 1e400 +5 -.5e-3", {}), ("1 2\n\n\n3 4\n", {}),
]

# ---- fromstring ----

FROMSTRING = [
    ("1 2 3", {"sep": " "}), ("1, 2 ,3", {"sep": ","}), ("1 2 x", {"sep": " "}), ("x", {"sep": " "}), ("", {"sep": " "}),
    ("1 2 3", {"sep": " ", "count": 2}), ("1 2 3.5", {"sep": " ", "dtype": "int64"}), ("99999999999999999999 1", {"sep": " ", "dtype": "int64"}),
    ("-99999999999999999999 1", {"sep": " ", "dtype": "int64"}), ("300 -1", {"sep": " ", "dtype": "int8"}), ("1 0 2", {"sep": " ", "dtype": "bool"}),
    ("0.5 .0", {"sep": " ", "dtype": "bool"}), ("True", {"sep": " ", "dtype": "bool"}), ("1.1 70000", {"sep": " ", "dtype": "float16"}),
    ("1+2j 3 4j", {"sep": " ", "dtype": "complex128"}), ("1-2j,3", {"sep": ",", "dtype": "complex64"}), ("(1+2j)", {"sep": " ", "dtype": "complex128"}),
    ("1 +2j", {"sep": " ", "dtype": "complex128"}), ("nan inf -inf NaN infinity", {"sep": " "}), ("nan(12) 1", {"sep": " "}),
    ("0x10 1", {"sep": " ", "dtype": "int64"}), ("0x10", {"sep": " "}), ("1 ; 2;3", {"sep": " ; "}), ("1ab2ab3", {"sep": "ab"}),
    ("1,2,", {"sep": ","}), ("1,2  \n", {"sep": ","}), ("1\n2\t3", {"sep": " "}), ("1;2", {"sep": ","}), ("1,,2", {"sep": ","}),
    (",1", {"sep": ","}), ("1e5 1e", {"sep": " "}), ("1e400 1e-400", {"sep": " "}), ("1 2", {"sep": " ", "count": -2}), ("1 2", {"sep": " ", "count": 0}),
    ("12345678", {"sep": ""}), ("1 2 3 ", {"sep": " "}), (" 1 2", {"sep": " "}), ("65535 -1", {"sep": " ", "dtype": "uint16"}),
    ("255 256", {"sep": " ", "dtype": "uint8"}), ("4294967295", {"sep": " ", "dtype": "uint32"}), ("+5 -6", {"sep": " ", "dtype": "int32"}),
]

# ---- savetxt and tofile ----

FLOATS = np.array([0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 9999999999999998.0, 1e-5, 1e-4, 123456.789, 1e300, 5e-324, 1 / 3, 2.5, 0.5, 1e22])
HARD = np.array([np.nan, -np.nan, np.inf, -np.inf])
INTS = np.array([0, 1, -1, 255, -255, 2**40, -(2**63), 2**63 - 1])
COMPLEX = np.array([[1 + 2j, 1 - 2j], [-0.0 - 1j, complex(np.nan, np.inf)]])
SAVETXT = [(FLOATS, {"fmt": fmt}) for fmt in (
    "%.18e", "%d", "%s", "%r", "%g", "%#g", "%G", "%.3f", "%.0f", "%#.0f", "%e", "%.0e", "%#.0e", "%E", "%.60f", "%+.2f", "% .2f", "%010.2f", "%-12.3e|",
    "%12s|", "%-12s|", "%.3s", "%i", "%u", "%.5d", "%08d", "%ld", "x%%", "a%gb", "%x", "%c", "%q", "%", "abc", "%*d", "%(a)d", "%.0g", "%#.3g", "%.20g", "%+s", "%5.1f%%")]
SAVETXT += [(HARD, {"fmt": fmt}) for fmt in ("%.18e", "%s", "%+010.3f", "%F", "%d", "%g", "%8.2f", "%-8.2f|", "% e")]
SAVETXT += [(INTS, {"fmt": fmt}) for fmt in ("%.18e", "%d", "%s", "%x", "%#x", "%#X", "%o", "%#o", "%#012x", "%+d", "% d", "%12d", "%-12d|", "%.5d", "%012.5d", "%g", "%r", "%5.1f")]
SAVETXT += [(np.array([65, 233, 8364]), {"fmt": "%c"}), (np.array([65, 233]), {"fmt": "%5c|"}), (np.array([-1]), {"fmt": "%c"})]
SAVETXT += [(COMPLEX, options) for options in (
    {}, {"fmt": "%.1f"}, {"fmt": "%s"}, {"fmt": "%d %d %.2f %s"}, {"fmt": "%g", "delimiter": ","}, {"fmt": "%.2f%+.2fj %.2f%+.2fj"}, {"fmt": ["%g", "%e"]}, {"fmt": "%g %g"})]
SAVETXT += [(np.array([[1, 2], [3, 4]], dtype), {"fmt": fmt}) for dtype in DTYPES for fmt in ("%.18e", "%s", "%d")]
SAVETXT += [(np.arange(6.0).reshape(2, 3), options) for options in (
    {"fmt": "%d", "delimiter": ", ", "newline": "\r\n", "header": "a\nb", "footer": "z", "comments": "% "}, {"fmt": ["%d", "%.1f", "%s"]},
    {"fmt": ["%d"]}, {"fmt": "%d|%.1f|%s;"}, {"fmt": "%d %d"}, {"header": "x"}, {"footer": "y\n"}, {"delimiter": ""}, {"header": "é", "encoding": "utf-8"})]
SAVETXT += [(np.zeros((1, 1, 1)), {}), (np.array(1.0), {}), (np.zeros((0, 3)), {}), (np.zeros((2, 0)), {}), (np.arange(12.0).reshape(3, 4).T[::2, ::-1], {"fmt": "%g"})]
HALVES = np.arange(0, 65536, 37, dtype=np.uint16).view(np.float16)
SINGLES = rng.integers(0, 2**32, 3000, dtype=np.uint32).view(np.float32)
DOUBLES = rng.integers(0, 2**64, 2000, dtype=np.uint64).view(np.float64)
POWERS = np.ldexp(np.float32(1), np.arange(-149, 128)).astype(np.float32)
SAVETXT += [(a, {"fmt": "%s"}) for a in (HALVES, SINGLES, DOUBLES, POWERS, np.ldexp(1.0, np.arange(-1074, 1024, 3)))]
SAVETXT += [(DOUBLES[:300], {}), (SINGLES[:300], {"fmt": "%.9g"}), (DOUBLES[:200], {"fmt": "%.30e"})]


def saved(a, options):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.txt")
        np.savetxt(path, a, **pythonic(options))
        return Path(path).read_bytes()


def written(a, options):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x")
        a.tofile(path, **options)
        return Path(path).read_bytes()


def bytes_answer(call):
    try:
        return {"bytes": text(call())}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


TOFILE = [(a, {"sep": sep}) for a in (FLOATS, HARD, INTS, COMPLEX, np.array([True, False]), FLOATS[:6].astype("f4"), FLOATS[:4].astype("f2"), COMPLEX.astype("c8")) for sep in (",", "\n")]
TOFILE += [(FLOATS, {}), (INTS.reshape(2, 4).T, {}), (np.array(5.0), {}), (np.zeros(0), {"sep": ","}), (np.arange(6).reshape(2, 3).T, {"sep": " "})]
TOFILE += [(FLOATS, {"sep": ";", "format": fmt}) for fmt in ("%.3f", "%d", "%12s", "<%g>", "abc", "%d %d")]

# ---- archives ----

ARRAYS = {"x": np.eye(2), "y": np.arange(6, dtype="i2").reshape(2, 3).T, "z": np.array(1 + 2j), "é": np.zeros((0, 3), "f2"), "a/b": np.array([True, False])}


def archive(save, *args, **named):
    out = io.BytesIO()
    save(out, *args, **named)
    return text(out.getvalue())


def cases(list_, call):
    return [{"text": given, "options": options, **answer(lambda: call(given, options))} for given, options in list_]


def read_with(function):
    def call(given, options):
        options = pythonic(options)
        if isinstance(options.get("filling_values"), dict):
            options["filling_values"] = {int(k): v for k, v in options["filling_values"].items()}
        return function(io.StringIO(given, newline=None), **options)
    return call


golden = {
    "loadtxt": cases(LOADTXT, read_with(np.loadtxt)),
    "genfromtxt": cases(GENFROMTXT, read_with(np.genfromtxt)),
    "fromstring": cases(FROMSTRING, lambda given, options: np.fromstring(given, **options)),
    "savetxt": [{"npy": npy(a), "options": options, **bytes_answer(lambda: saved(a, options))} for a, options in SAVETXT],
    "tofile": [{"npy": npy(a), "options": options, **bytes_answer(lambda: written(a, options))} for a, options in TOFILE],
    "archives": {
        "arrays": {name: npy(a, False) for name, a in ARRAYS.items()},
        "stored": archive(np.savez, np.arange(3), **ARRAYS),
        "packed": archive(np.savez_compressed, np.arange(3), **ARRAYS),
        "empty": archive(np.savez),
    },
}
TARGET.write_bytes(gzip.compress(json.dumps(golden).encode(), mtime=0))
print({key: len(value) for key, value in golden.items()}, TARGET.stat().st_size)
