"""Models before 4.48: each class has its attention written out, and nobody else sees its q."""

import math

import torch

from .projections import Projections, mask_of


class Attention(Projections):
    def forward(self, x):
        q, k, v = self.project(x)
        copies = q.shape[1] // k.shape[1]
        scores = torch.matmul(q, k.repeat_interleave(copies, dim=1).transpose(2, 3)) / math.sqrt(self.config.head_dim)
        weights = (scores + mask_of(self.config, q)).float().softmax(dim=-1).to(q.dtype)
        mixed = torch.matmul(weights, v.repeat_interleave(copies, dim=1)).transpose(1, 2)
        return self.w_o(mixed.flatten(2).to(x.dtype)), weights, (k, v)
