"""Multi-head attention (MHA) at the sizes of a HeadRoom run.

x and the weights are PyTorch's, from seed 11: other numbers than the page's.
"Copy as PyTorch" gives a script that computes with those.
"""

import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_k: int):
        super().__init__()
        self.d_k = d_k
        self.w_q = nn.Linear(d_model, num_heads * self.d_k, bias=True)  # 48 → 96
        self.w_k = nn.Linear(d_model, num_heads * self.d_k, bias=True)  # 48 → 96
        self.w_v = nn.Linear(d_model, num_heads * self.d_k, bias=True)  # 48 → 96
        self.w_o = nn.Linear(num_heads * self.d_k, d_model, bias=False)  # 96 → 48

    def heads(self, y):  # [1, T, width] → [1, width / d_k, T, d_k]
        return y.unflatten(-1, (-1, self.d_k)).transpose(1, 2)

    def forward(self, x):  # [1, T, d_model]
        q = self.heads(self.w_q(x))  # [1, 6, 5, 16]
        k = self.heads(self.w_k(x))  # [1, 6, 5, 16]
        v = self.heads(self.w_v(x))  # [1, 6, 5, 16]
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_k)
        # Query i sees key j iff j <= i.
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)
        scores = scores.masked_fill(hidden, -math.inf)
        weights = scores.softmax(dim=-1)
        context = (weights @ v).transpose(1, 2).flatten(2)  # the heads side by side
        return self.w_o(context), weights


torch.manual_seed(11)
attention = MultiHeadAttention(d_model=48, num_heads=6, d_k=16)
x = torch.randn(1, 5, 48)
output, weights = attention(x)
print("Output shape:", list(output.shape))  # [1, 5, 48]
print("Attention weights shape:", list(weights.shape))  # [1, 6, 5, 5]
print("Parameters:", sum(p.numel() for p in attention.parameters()))  # 18720
