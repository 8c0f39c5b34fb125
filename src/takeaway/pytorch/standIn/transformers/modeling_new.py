"""Models since 4.48: the attention itself is a function of the module, which is looked up there each time."""

import math

import torch

from .projections import Projections, mask_of, product


def eager_attention_forward(module, query, key, value, attention_mask, scaling, dropout=0.0, **kwargs):
    copies = query.shape[1] // key.shape[1]
    key, value = (x.repeat_interleave(copies, dim=1) for x in (key, value))
    scores = product(query, key.transpose(2, 3)) * scaling + attention_mask
    if getattr(module.config, "has_alibi", False):
        places = torch.arange(scores.shape[-1])
        scores = scores + 0.3 * (places - places[:, None])
    if getattr(module.config, "has_sink", False):
        scores = torch.cat([scores, torch.zeros_like(scores[..., :1])], dim=-1)
        weights = scores.softmax(dim=-1)[..., :-1]
    else:
        weights = scores.float().softmax(dim=-1).to(query.dtype)
    return product(weights, value).transpose(1, 2).contiguous(), weights


class Attention(Projections):
    def forward(self, x):
        q, k, v = self.project(x)
        scalings = getattr(self.config, "scalings", None)
        scaling = scalings[self.layer_idx] if scalings else 1 / math.sqrt(self.config.head_dim)
        given = [part.repeat_interleave(q.shape[1] // k.shape[1], dim=1) for part in (k, v)]
        attended = given if getattr(self.config, "is_copied", False) else (k, v)
        mask = mask_of(self.config, q)
        mixed, weights = eager_attention_forward(self, q, *attended, mask, dropout=0.0, scaling=scaling)
        return self.w_o(mixed.flatten(2).to(x.dtype)), weights, (k, v)
