"""Computes a HeadRoom run again with PyTorch, in float64, and asserts that both agree to 1e-5.

Usage: python check_run.py [file]
"""

import json
import math
import struct
import sys

import torch
import torch.nn.functional as F

FILE = sys.argv[1] if len(sys.argv) > 1 else "headroom-run.safetensors"
D_MODEL = 48
NUM_HEADS = 6
NUM_KV_HEADS = {"mha": 6, "gqa": 3, "mqa": 1}
CAUSAL = True
D_K = 16


def load(path):
    """A safetensors file: the header's length in 8 bytes, a JSON header, float32 numbers."""
    with open(path, "rb") as file:
        raw = bytearray(file.read())
    (header_bytes,) = struct.unpack_from("<Q", raw)
    start = 8 + header_bytes
    header = json.loads(raw[8:start])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        first, end = entry["data_offsets"]
        flat = torch.frombuffer(raw, dtype=torch.float32, count=(end - first) // 4, offset=start + first)
        tensors[name] = flat.reshape(entry["shape"]).double()
    return tensors, metadata


def attend(q, k, v):
    """softmax(q kᵀ / √d_k) v over the last two axes. Returns the weights and the mix of the values."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if CAUSAL:  # query i sees key j iff j <= i
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        scores = scores.masked_fill(hidden, -math.inf)
    weights = scores.softmax(dim=-1)
    return weights, weights @ v


def layer(name):
    """MHA, GQA and MQA alike. Returns the weights [heads, T, T] and the output [T, d_model]."""
    # A trained model's layer reads what its own layers before it made of x.
    x = run.get(f"{name}.x", run["x"])

    def project(projection, y):
        return F.linear(y, run[f"{name}.{projection}.weight"], run.get(f"{name}.{projection}.bias"))

    def heads(projection):  # [T, width] -> [width / d_k, T, d_k]
        return project(projection, x).unflatten(-1, (-1, D_K)).transpose(0, 1)

    group_size = NUM_HEADS // NUM_KV_HEADS[name]
    k, v = (heads(projection).repeat_interleave(group_size, dim=0) for projection in ("w_k", "w_v"))
    weights, context = attend(heads("w_q"), k, v)
    return weights, project("w_o", context.transpose(0, 1).flatten(1))


def check(name, computed):
    saved = run[name]
    assert computed.shape == saved.shape, f"{name}: {list(computed.shape)} computed, {list(saved.shape)} saved"
    # In proportion to the largest number where that is above 1: trained models make large ones.
    difference = (computed - saved).abs().max().item() / max(1.0, saved.abs().max().item())
    assert difference <= 1e-5, f"{name}: the largest difference is {difference:.1e}"
    print(f"{name:<22} {str(list(saved.shape)):<16} largest difference {difference:.1e}")


run, metadata = load(FILE)
settings = json.loads(metadata["settings"])
saved_sizes = [settings.get(key) for key in ("dModel", "numHeads", "numKvHeads", "causal", "headDim")]
if saved_sizes != [D_MODEL, NUM_HEADS, NUM_KV_HEADS["gqa"], CAUSAL, D_K]:
    sys.exit(f"{FILE} is a run with other settings: copy the script again, or download the run again.")

for mechanism in ("sdpa", *NUM_KV_HEADS):
    weights, output = attend(run["x"], run["x"], run["x"]) if mechanism == "sdpa" else layer(mechanism)
    check(f"{mechanism}.attention_weights", weights)
    check(f"{mechanism}.output", output)
print("All of it agrees to 1e-5.")
