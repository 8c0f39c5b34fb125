"""Runs the MHA, the GQA and the MQA of a HeadRoom file with PyTorch, in float64.

Usage: python run_models.py [file [text]]

Trained on made-up questions about where tokens stand; the meaning of words is absent. A word is a random vector: torch
draws others than the page, so the figures differ a little from the page's, and from seed to seed.
"""

import json
import math
import struct
import sys

import torch
from torch import nn

FILE = sys.argv[1] if len(sys.argv) > 1 else "headroom-models.safetensors"
WORDS = (sys.argv[2] if len(sys.argv) > 2 else "to be or not to be or").split()
D_MODEL = 32
NUM_HEADS = 8
NUM_KV_HEADS = {"mha": 8, "gqa": 2, "mqa": 1}
QUESTIONS = ["previous", "twoBack", "first", "mark", "induction"]
MARKS = [".", ",", "?", "!", ":", ";", "(", ")"]


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


class Attention(nn.Module):
    """MHA, GQA and MQA are one attention with one number: num_kv_heads."""

    def __init__(self, d_model: int, num_heads: int, num_kv_heads: int):
        super().__init__()
        self.d_k = d_model // num_heads
        self.group_size = num_heads // num_kv_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, num_kv_heads * self.d_k)
        self.w_v = nn.Linear(d_model, num_kv_heads * self.d_k)
        self.w_o = nn.Linear(d_model, d_model)

    def heads(self, y):  # [T, width] -> [width / d_k, T, d_k]
        return y.unflatten(-1, (-1, self.d_k)).transpose(0, 1)

    def forward(self, x):  # [T, d_model]
        q = self.heads(self.w_q(x))
        # Consecutive query heads read the same K and V.
        k, v = (self.heads(w(x)).repeat_interleave(self.group_size, dim=0) for w in (self.w_k, self.w_v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)  # query i sees key j iff j <= i
        weights = scores.masked_fill(hidden, -math.inf).softmax(dim=-1)
        return self.w_o((weights @ v).transpose(0, 1).flatten(1)), weights


class Block(nn.Module):
    def __init__(self, d_model: int, num_heads: int, num_kv_heads: int):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.attention = Attention(d_model, num_heads, num_kv_heads)

    def forward(self, x):
        output, weights = self.attention(self.norm(x))
        return x + output, weights


class Model(nn.Module):
    """Two blocks without a feed-forward, and one linear readout a question."""

    def __init__(self, d_model: int, num_heads: int, num_kv_heads: int):
        super().__init__()
        self.blocks = nn.ModuleList(Block(d_model, num_heads, num_kv_heads) for _ in range(2))
        self.norm = nn.LayerNorm(d_model)
        self.readouts = nn.Linear(d_model, len(QUESTIONS) * d_model)

    def forward(self, x):
        maps = []
        for block in self.blocks:
            x, weights = block(x)
            maps.append(weights)
        return self.readouts(self.norm(x)).unflatten(-1, (len(QUESTIONS), -1)), maps


def word_vectors(words, marks):
    """[words, d_model]: a mark has the vector it was trained with, any other word a random one."""
    drawn = {word: torch.randn(D_MODEL, dtype=torch.float64) for word in dict.fromkeys(words)}
    return torch.stack([marks[MARKS.index(word)] if word in MARKS else drawn[word] for word in words])


def positions(length):
    """[length, d_model]: sines and cosines by turns (Vaswani et al. 2017), of base 300 and scaled by 2."""
    pair = torch.arange(0, D_MODEL, 2, dtype=torch.float64)
    angles = torch.arange(length, dtype=torch.float64)[:, None] * 300 ** (-pair / D_MODEL)
    return 2 * torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


tensors, metadata = load(FILE)
torch.manual_seed(0)
vectors = word_vectors(WORDS, tensors["marks"])
x = vectors + positions(len(WORDS))
# The first place of each word: what the next word is chosen from.
first_places = [place for place, word in enumerate(WORDS) if word not in WORDS[:place]]
for name, num_kv_heads in NUM_KV_HEADS.items():
    model = Model(D_MODEL, NUM_HEADS, num_kv_heads).double()
    # Strict: an array that is missing, left over or of another size stops the script.
    model.load_state_dict({key[len(name) + 1 :]: value for key, value in tensors.items() if key.startswith(name + ".")})
    with torch.no_grad():
        answers, maps = model(x)
    print(f"{name}: {NUM_HEADS} query heads, {num_kv_heads} KV head{'s' * (num_kv_heads > 1)}")
    for layer, weights in enumerate(maps):  # [heads, T, T]
        looks = [f"{WORDS[int(row[-1].argmax())]} {row[-1].max().item():.2f}" for row in weights]
        print(f"  layer {layer + 1}, from the last word, head by head: {', '.join(looks)}")
    answer = answers[-1, QUESTIONS.index("induction")]
    chances = (vectors[first_places] @ answer / math.sqrt(D_MODEL)).softmax(dim=0).tolist()
    best = sorted(zip(chances, first_places), reverse=True)[:3]
    print("  next word, copied from the text:", ", ".join(f"{WORDS[place]} {chance:.2f}" for chance, place in best))
