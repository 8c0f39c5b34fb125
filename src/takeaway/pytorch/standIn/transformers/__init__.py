"""For tests: a stand-in for transformers, as much of it as the recorder uses, in the forms that versions 4.40 to 5 have.

A model's name says what it is like: its variants by commas ("gqa,window"), of those in `VARIANTS`.
"""

from types import SimpleNamespace

import torch

from . import modeling_new, modeling_old

SIZES = {"num_hidden_layers": 3, "num_attention_heads": 8, "num_key_value_heads": 2, "head_dim": 4, "hidden_size": 16}

VARIANTS = {
    "gqa": {},
    "mha": {"num_key_value_heads": 8},
    "mqa": {"num_key_value_heads": 1},
    "window": {"window": 3},
    "scaled": {"scalings": [0.3, 0.3, 0.3]},
    "scaled-differently": {"scalings": [0.3, 0.2, 0.1]},
    # The attention function is given each KV head as often as it is read.
    "copied": {"is_copied": True},
    # Q, K and V are views of one product.
    "fused": {"is_fused": True, "num_key_value_heads": 8},
    "alibi": {"has_alibi": True},
    "sink": {"has_sink": True},
    "latent": {"value_dim": 3},
    # No attention function, and what the cache was like before 4.56; the configuration knows no KV heads.
    "old": {"is_old": True, "cache": "key_cache", "hides_kv_heads": True},
    "tuples": {"is_old": True, "cache": "tuples", "hides_kv_heads": True},
    # As GPT-BigCode was: K and V of the only KV head in one tensor.
    "combined": {"is_old": True, "cache": "combined", "num_key_value_heads": 1, "hides_kv_heads": True, "multi_query": True},
    "no-cache": {"is_old": True, "cache": "none"},
    # Only the last layer is attention, and only its maps come back.
    "hybrid": {"attention_layers": [2]},
    # All layers' maps come back, None of those that have none.
    "gaps": {"attention_layers": [0, 2], "has_gaps": True},
    "sdpa": {"attention_layers": [], "has_gaps": True},
    "ssm": {"attention_layers": [], "has_no_attentions": True},
    "bfloat16": {"dtype": torch.bfloat16},
    "float16": {"dtype": torch.float16},
    "seq2seq": {"is_encoder_decoder": True},
    "sentencepiece": {"is_sentencepiece": True},
}


class AutoConfig:
    @staticmethod
    def from_pretrained(name):
        options = dict(SIZES)
        for variant in name.split(","):
            options.update(VARIANTS[variant])
        if options.pop("hides_kv_heads", False):
            options["kv_heads"] = options.pop("num_key_value_heads")
        return SimpleNamespace(**options)


class AutoTokenizer:
    """A byte-level vocabulary of words and of single bytes, or one of SentencePiece."""

    @staticmethod
    def from_pretrained(name):
        return Tokenizer(getattr(AutoConfig.from_pretrained(name), "is_sentencepiece", False))


class Tokenizer:
    def __init__(self, is_sentencepiece):
        self.space = "\u2581" if is_sentencepiece else "\u0120"
        self.words = ["<s>", self.space, "one", "two", f"{self.space}one", f"{self.space}two"]
        # Of byte-level BPE: the four bytes of a character beyond the vocabulary, and an e with an accent.
        # A vocabulary of SentencePiece may have the letter that means a space in the other kind.
        bytes_ = ["<0xF0>", "\u0120"] if is_sentencepiece else ["\u00f0", "\u0141", "\u00c3\u00a9"]
        self.words += bytes_

    def __call__(self, text):
        ids = [self.words.index(word.replace(" ", self.space)) for word in text.split("|") if word]
        return {"input_ids": ids, "attention_mask": [1] * len(ids)}

    def convert_ids_to_tokens(self, ids):
        return [self.words[id] for id in ids]

    def get_vocab(self):
        return {word: id for id, word in enumerate(self.words)}


class AutoModelForCausalLM:
    @staticmethod
    def from_pretrained(name, attn_implementation="sdpa"):
        if attn_implementation != "eager":
            raise ValueError("No other attention gives its maps.")
        config = AutoConfig.from_pretrained(name)
        torch.manual_seed(7)
        modeling = modeling_old if getattr(config, "is_old", False) else modeling_new
        return Model(config, modeling.Attention)


class Model(torch.nn.Module):
    def __init__(self, config, attention):
        super().__init__()
        self.config = config
        self.embeddings = torch.nn.Embedding(16, config.hidden_size)
        layers = getattr(config, "attention_layers", range(config.num_hidden_layers))
        self.layers = torch.nn.ModuleDict({str(layer): attention(config, layer) for layer in layers})
        if self.training is False:
            raise RuntimeError("A new model is in training, until eval() is called.")

    def forward(self, input_ids, output_attentions=False, use_cache=False):
        if self.training:
            raise RuntimeError("Dropout would spoil the maps: call eval().")
        if not output_attentions or not use_cache or torch.is_grad_enabled():
            raise RuntimeError("The recorder asks for maps and a cache, without gradients.")
        x = self.embeddings(input_ids)
        all_maps, cached = [], {}
        for layer in range(self.config.num_hidden_layers):
            if str(layer) in self.layers:
                mixed, maps, cached[layer] = self.layers[str(layer)](x)
                x = x + mixed
                all_maps.append(maps)
            elif getattr(self.config, "has_gaps", False):
                all_maps.append(None)
        outputs = {"past_key_values": cache_of(getattr(self.config, "cache", "layers"), cached)}
        if not getattr(self.config, "has_no_attentions", False):
            outputs["attentions"] = tuple(all_maps)
        return SimpleNamespace(**outputs)


def cache_of(kind, cached):
    """`cached` has each layer's k and v, [1, KV heads, T, features]."""
    if kind == "layers":
        return SimpleNamespace(layers=[SimpleNamespace(keys=k, values=v) for k, v in cached.values()])
    if kind == "key_cache":
        return SimpleNamespace(
            key_cache=[k for k, _ in cached.values()], value_cache=[v for _, v in cached.values()]
        )
    if kind == "tuples":
        return tuple(cached.values())
    if kind == "combined":
        return tuple(torch.cat([k[:, 0], v[:, 0]], dim=-1) for k, v in cached.values())
    return None
