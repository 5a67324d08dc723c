"""NumPy's answers of binary_repr and base_repr. Writes test/golden/bases.json; null stands for an error."""
import json
import pathlib

import numpy as np


def binary(n, width):
    try:
        return np.binary_repr(n, width)
    except ValueError:
        return None


NUMBERS = [0, 1, 5, 255, 2**63, -1, -2, -3, -4, -5, -7, -8, -255, -256, 35]
WIDTHS = [None, 0, 1, 2, 3, 4, 5, 9, 12, 70]
data = {
    "binary": [[str(n), w, binary(n, w)] for n in NUMBERS for w in WIDTHS],
    "base": [[str(n), b, p, np.base_repr(n, b, p)] for n in NUMBERS for b in [2, 3, 10, 16, 36] for p in [0, 1, 3]],
}
path = pathlib.Path(__file__).parents[2] / "test/golden/bases.json"
path.write_text(json.dumps(data, separators=(",", ":")) + "\n")
print(len(data["binary"]), len(data["base"]))
