"""For tests: makes small untrained models of several families with the real transformers, as folders.

Usage: python makeModels.py folder
"""

import os
import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

ROOT = sys.argv[1]
SIZES = {
    "vocab_size": 300,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "max_position_embeddings": 64,
}
GPT2_SIZES = {"vocab_size": 300, "n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 64}
IDS = {"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 2}
FAMILIES = {
    "llama": {**SIZES, "num_key_value_heads": 2},
    "mistral": {**SIZES, "num_key_value_heads": 2, "sliding_window": 4},
    "qwen3": {**SIZES, "num_key_value_heads": 1, "head_dim": 16},
    "gpt2": GPT2_SIZES,
    "gpt_bigcode": {**GPT2_SIZES, "multi_query": True},
    "falcon": {**SIZES, "multi_query": True, "new_decoder_architecture": False},
    "mamba": {"vocab_size": 300, "hidden_size": 32, "num_hidden_layers": 2, "state_size": 4},
}

alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
tokenizer = Tokenizer(models.BPE({character: id for id, character in enumerate(alphabet)}, []))
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
torch.manual_seed(0)
for family, options in FAMILIES.items():
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(family, **options, **IDS)).float()
    for parameter in model.parameters():
        if parameter.dim() > 1:
            # As they are made, maps are as good as flat, and would follow from any q and k.
            parameter.data.normal_(0, 0.35)
    model.save_pretrained(os.path.join(ROOT, family))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(os.path.join(ROOT, family))
