import json
import numpy as np
from safetensors.numpy import save_file

tokens = ["The", " cat", " sat"]
heads, kv_heads, length, features = 4, 2, len(tokens), 8
rng = np.random.default_rng(0)
q = rng.standard_normal((heads, length, features)).astype(np.float32)
k = rng.standard_normal((kv_heads, length, features)).astype(np.float32)
v = rng.standard_normal((kv_heads, length, features)).astype(np.float32)

scores = q @ np.repeat(k, heads // kv_heads, axis=0).transpose(0, 2, 1) / np.sqrt(features)
scores[:, np.triu_indices(length, 1)[0], np.triu_indices(length, 1)[1]] = -np.inf
weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
weights /= weights.sum(axis=-1, keepdims=True)

save_file(
    {
        "layers.0.attention_weights": np.ascontiguousarray(weights, dtype=np.float32),
        "layers.0.q": q,
        "layers.0.k": k,
        "layers.0.v": v,
    },
    "mine.safetensors",
    metadata={"model": "mine", "tokens": json.dumps(tokens), "num_kv_heads": str(kv_heads)},
)
