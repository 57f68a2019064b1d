"""Makes python.safetensors with the safetensors package (0.5 or later) and no code of this project.

    pip install numpy safetensors && python make_fixture.py
"""

import hashlib
import sys

import numpy as np
from safetensors.numpy import load_file, save

BLANK = "sha256:" + "0" * 64

if len(sys.argv) > 1:
    # Shows what this package reads in a file, to compare by hand.
    for name, tensor in sorted(load_file(sys.argv[1]).items()):
        print(name, tensor.dtype, tensor.shape, tensor.ravel().tolist())
    raise SystemExit

tensors = {
    "out.bias": np.array([0.5, -1.25, 3e-5], dtype=np.float32),
    "out.weight.lora_A": np.array([[1], [2], [-3], [0.5]], dtype=np.float32),
    "out.weight.lora_B": np.array([[0.1, 0.2, -0.3]], dtype=np.float32),
}
metadata = {
    "parcook.version": "linear-1+python",
    "parcook.base": "sha256:" + "ab" * 32,
    "parcook.contract": "1",
    "parcook.seed": "7",
    "parcook.from": "2026-10-01",
    "parcook.until": "2026-11-01",
    "parcook.made": "2026-11-02T03:04:05Z",
    "parcook.score.wql": "0.5",
    "parcook.digest": BLANK,
}
blank = save(tensors, metadata)
digest = "sha256:" + hashlib.sha256(blank).hexdigest()
with open("python.safetensors", "wb") as out:
    out.write(blank.replace(BLANK.encode(), digest.encode()))
