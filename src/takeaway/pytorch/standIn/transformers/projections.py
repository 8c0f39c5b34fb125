import torch


class Projections(torch.nn.Module):
    """What all attention layers have: projections, and a turn of q and k by position."""

    def __init__(self, config, layer_idx):
        super().__init__()
        self.config, self.layer_idx = config, layer_idx
        self.kv_heads = getattr(config, "num_key_value_heads", None) or config.kv_heads
        self.value_dim = getattr(config, "value_dim", config.head_dim)
        heads, dim, width = config.num_attention_heads, config.head_dim, config.hidden_size
        self.widths = [heads * dim, self.kv_heads * dim, self.kv_heads * self.value_dim]
        self.w_qkv = torch.nn.Linear(width, sum(self.widths))
        self.w_o = torch.nn.Linear(heads * self.value_dim, width)

    def project(self, x):
        """q, k and v, [1, heads, T, features] each, in the model's type."""
        q, k, v = self.w_qkv(3 * x).split(self.widths, dim=-1)
        q, k, v = (
            part.unflatten(-1, (-1, dim)).transpose(1, 2)
            for part, dim in ((q, self.config.head_dim), (k, self.config.head_dim), (v, self.value_dim))
        )
        if not getattr(self.config, "is_fused", False):
            q, k = turned(q), turned(k)
        dtype = getattr(self.config, "dtype", torch.float32)
        return q.to(dtype), k.to(dtype), v.to(dtype)


def turned(x):
    """RoPE: the features of each half are turned by the token's place."""
    half = x.shape[-1] // 2
    angles = torch.arange(x.shape[-2])[:, None] * 10000.0 ** (-torch.arange(half) / half)
    first, second = x[..., :half], x[..., half:]
    return torch.cat(
        [first * angles.cos() - second * angles.sin(), second * angles.cos() + first * angles.sin()], dim=-1
    )


def mask_of(config, q):
    """[T, T], the lowest number of the type where a key is hidden."""
    places = torch.arange(q.shape[-2])
    distance = places[:, None] - places
    is_hidden = (distance < 0) | (distance >= getattr(config, "window", len(places)))
    return torch.zeros(is_hidden.shape, dtype=q.dtype).masked_fill(is_hidden, torch.finfo(q.dtype).min)


def product(a, b):
    """a b, rounded to their type: on a CPU, PyTorch multiplies no float16."""
    return torch.matmul(a.float(), b.float()).to(a.dtype)
