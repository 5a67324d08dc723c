"""Times NumPy statements for bench/run.ts: one JSON request per line on stdin, one JSON answer per line on stdout."""

import gc
import json
import os
import sys
import time

import numpy as np

LOOP = """
def loop(_iterations, _clock{parameters}):
    _start = _clock()
    for _ in _iterations:
        {statement}
    return _clock() - _start
"""


def compile_loop(statement, names):
    """A loop whose operands are locals, which is the fastest access Python has."""
    parameters = "".join(", " + name for name in names)
    scope = {}
    exec(LOOP.format(parameters=parameters, statement=statement), scope)
    return scope["loop"]


class Case:
    def __init__(self, setup, statements):
        scope = {"np": np}
        exec(setup, scope)
        names = [name for name in scope if not name.startswith("_")]
        self.operands = [scope[name] for name in names]
        self.loops = {label: compile_loop(statement, names) for label, statement in statements.items()}

    def run(self, label, iterations):
        return self.loops[label](range(iterations), time.perf_counter_ns, *self.operands)

    def calibrate(self, label, nanoseconds):
        """Calls that take about so long, after as long a warm-up, and the milliseconds they take."""
        iterations = 1
        while True:
            elapsed = self.run(label, iterations)
            if elapsed >= nanoseconds:
                calls = max(1, round(iterations * nanoseconds / elapsed))
                return {"iterations": calls, "milliseconds": elapsed / iterations * calls / 1e6}
            iterations *= 10 if elapsed * 10 < nanoseconds else 2


def cpu_features():
    features = getattr(np._core._multiarray_umath, "__cpu_features__", {})
    return [name for name in ("X86_V2", "X86_V3", "X86_V4", "AVX2", "AVX512_SKX", "ASIMD") if features.get(name)]


def main():
    # As timeit does: a collection would be charged to whichever statement runs.
    gc.disable()
    cases = {}
    while True:
        line = sys.stdin.readline()
        if not line:
            return
        request = json.loads(line)
        kind = request["kind"]
        try:
            if kind == "info":
                answer = {
                    "numpy": np.__version__,
                    "python": sys.version.split()[0],
                    "simd": cpu_features(),
                    "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
                }
            elif kind == "case":
                cases[request["id"]] = Case(request["setup"], request["statements"])
                answer = {}
            elif kind == "calibrate":
                answer = cases[request["id"]].calibrate(request["label"], request["nanoseconds"])
            elif kind == "time":
                case = cases[request["id"]]
                iterations = request["iterations"]
                # Untimed, as the other contenders' samples begin: the turn before was another process's.
                case.run(request["label"], -(-iterations // 4))
                samples = [case.run(request["label"], iterations) / iterations for _ in range(request["samples"])]
                answer = {"samples": samples}
            elif kind == "drop":
                del cases[request["id"]]
                gc.collect()
                answer = {}
            else:
                answer = {"error": "unknown request " + kind}
        except Exception as error:  # told to the runner, which says which case it was
            answer = {"error": type(error).__name__ + ": " + str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
