"""Writes test/golden/cifar.json: NumPy's results of the CIFAR-10 example on its own sample.

Run with NumPy 2.4.6: python3 tools/golden/cifar.py
"""

import hashlib
import json
import pathlib
import subprocess
import tempfile

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
ROOT = pathlib.Path(__file__).parents[2]
BATCH = 64


def sample():
    with tempfile.TemporaryDirectory() as folder:
        command = [ROOT / "node_modules" / ".bin" / "tsx", ROOT / "examples" / "cifar10" / "sample.ts", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return (pathlib.Path(folder) / "data_batch_1.bin").read_bytes()


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def job(data, dtype):
    records = np.frombuffer(data, np.uint8).reshape(-1, 3073)
    labels = records[:, 0]
    images = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    x = images.astype(dtype) / dtype(255)
    mean = x.mean(axis=(0, 1, 2))
    std = x.std(axis=(0, 1, 2))
    x = (x - mean) / std
    weights = ((31 * np.arange(3072)[:, None] + 47 * np.arange(10)) % 127 - 63) / 8192
    bias = (np.arange(10) - 4.5) / 16
    logits = []
    for start in range(0, len(x), BATCH):
        batch = x[start : start + BATCH]
        logits.append(batch.reshape(len(batch), 3072) @ weights.astype(dtype) + bias.astype(dtype))
    logits = np.concatenate(logits)
    probabilities = softmax(logits)
    assert logits.dtype == probabilities.dtype == mean.dtype == dtype
    return labels, mean, std, logits, probabilities


data = sample()
labels, mean, std, logits, probabilities = job(data, np.float32)
_, mean64, std64, logits64, probabilities64 = job(data, np.float64)


def rounded(array):
    return [float(f"{value:.9g}") for value in np.asarray(array, np.float64).ravel()]


golden = {
    "numpy": np.__version__,
    "records": len(labels),
    "sha256": hashlib.sha256(data).hexdigest(),
    "labelCounts": np.bincount(labels, minlength=10).tolist(),
    "float32": {"mean": rounded(mean), "std": rounded(std)},
    "float64": {"mean": rounded(mean64), "std": rounded(std64)},
    "logits": rounded(logits[:BATCH]),
    "probabilities": rounded(probabilities[:BATCH]),
    # Sums that a swapped row or column changes, of float64's probabilities.
    "columnSums": rounded(probabilities64.sum(axis=0)),
    "weightedSum": float((probabilities64 * np.arange(1, probabilities64.size + 1).reshape(-1, 10)).sum()),
    "accuracy": float((probabilities.argmax(axis=1) == labels).mean()),
    "accuracy64": float((probabilities64.argmax(axis=1) == labels).mean()),
}
out = ROOT / "test" / "golden" / "cifar.json"
out.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
print(f"{out}: {out.stat().st_size} bytes")
print("float32 against float64:", abs(mean - mean64).max(), abs(std - std64).max(), abs(logits - logits64).max(),
      abs(probabilities - probabilities64).max(), golden["accuracy"], golden["accuracy64"], logits.min(), logits.max())
