import { MAX_TOKENS } from '../../attention/limits.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { pythonString } from '../pythonText.ts';
import { RECORDING_FILE_NAME, RECORDING_KIND, RECORDING_VERSION } from './recordingFormat.ts';

/** Name under which the script is run; its own text says so. */
export const RECORDER_SCRIPT_NAME = 'record_attention.py';

/**
 * Returns a Python script that writes a recording: it loads a causal language model with transformers (4.40 and later), runs it
 * on one text, and saves each layer's maps, and q, k and v if they are to be had and the maps follow from them. It stops, and
 * says why, if a model's attention can't be recorded.
 */
export function recorderScript(): string {
  return `"""Records a model's attention on one text, with transformers, in a file that HeadRoom opens.

Usage: python ${RECORDER_SCRIPT_NAME} [model [text [file]]]
Needs: pip install torch transformers safetensors
"""

import sys

MODEL = sys.argv[1] if len(sys.argv) > 1 else "HuggingFaceTB/SmolLM2-135M"  # a name on huggingface.co, or a folder
TEXT = sys.argv[2] if len(sys.argv) > 2 else "The cat sat on the mat because the cat was tired."
FILE = sys.argv[3] if len(sys.argv) > 3 else ${pythonString(RECORDING_FILE_NAME)}
MOST_TOKENS = 512  # a layer of 32 heads takes 32 MiB of float32 then; HeadRoom shows up to ${formatCount(MAX_TOKENS)} tokens

import json
import math

try:
    import torch
    from safetensors.torch import save_file
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
except ImportError as error:
    sys.exit(f"{error}. Install what is missing: pip install torch transformers safetensors")


def record():
    if not isinstance(TEXT, str):
        sys.exit("TEXT has to be one text: a batch of texts is not recorded.")
    config = AutoConfig.from_pretrained(MODEL)
    if getattr(config, "is_encoder_decoder", False):
        sys.exit(f"{MODEL} is an encoder and a decoder: attention from one to the other is not recorded.")
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    ids = tokenizer(TEXT)["input_ids"]
    if not 0 < len(ids) <= MOST_TOKENS:
        sys.exit(f"TEXT has {len(ids)} tokens; 1 to {MOST_TOKENS} are recorded. Change TEXT or MOST_TOKENS.")
    model = AutoModelForCausalLM.from_pretrained(MODEL, attn_implementation="eager").eval()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    notes = watch(model.to(device))
    with torch.no_grad():
        outputs = model(torch.tensor([ids], device=device), output_attentions=True, use_cache=True)

    tensors, kv_heads, scales, is_causal = {}, {}, {}, True
    for layer, maps, note in maps_of(outputs, config, notes):
        tensors[f"layers.{layer}.attention_weights"] = maps
        is_causal = is_causal and bool((maps.triu(1) == 0).all())
        k = note["k"][0] if note else cached_k(getattr(outputs, "past_key_values", None), layer)
        kv_heads[layer] = kv_heads_of(k, len(maps), config)
        vectors = vectors_of(layer, maps, note, kv_heads[layer])
        if vectors:
            scales[layer] = vectors.pop("scale")
            tensors.update({f"layers.{layer}.{name}": tensor for name, tensor in vectors.items()})
    if len(set(scales.values())) > 1:
        print("q, k and v are left out: each layer has a scale of its own, and a recording has one.")
        tensors = {name: tensor for name, tensor in tensors.items() if name.endswith(".attention_weights")}
        scales = {}
    elif not scales:
        print("q, k and v are left out of all layers: HeadRoom can show the maps, but not recompute them.")
    metadata = {
        "format": "pt",
        "kind": ${pythonString(RECORDING_KIND)},
        "version": ${pythonString(RECORDING_VERSION)},
        "model": str(MODEL),
        "tokens": json.dumps(texts_of(ids, tokenizer)),
        "token_ids": json.dumps(ids),
        "num_kv_heads": json.dumps([kv_heads[layer] for layer in sorted(kv_heads)]),
        "causal": json.dumps(is_causal),
        **{"scale": repr(scale) for scale in scales.values() if scale is not None},
    }
    save_file({name: tensor.clone().contiguous().cpu() for name, tensor in tensors.items()}, FILE, metadata=metadata)
    print(f"{FILE}: {len(kv_heads)} layers of {MODEL} on {len(ids)} tokens.")


def watch(model):
    """The list in which each attention layer will note what it multiplies, after norms and rotation. The models of
    transformers 4.48 and later do that in one function of their module; the q of others is not to be had."""
    notes = []

    def noting(attend):
        def attend_and_note(layer, q, k, v, *others, **options):
            result = attend(layer, q, k, v, *others, **options)
            scale = options.get("scaling") or q.shape[-1] ** -0.5
            layer = getattr(layer, "layer_idx", None)
            notes.append({"layer": layer, "maps": result[1], "q": q, "k": k, "v": v, "scale": float(scale)})
            return result

        return attend_and_note

    for module in {sys.modules[type(part).__module__] for part in model.modules()}:
        if hasattr(module, "eager_attention_forward"):
            module.eager_attention_forward = noting(module.eager_attention_forward)
    return notes


def maps_of(outputs, config, notes):
    """Yields each layer's number, its maps [heads, T, T] and its attention's note, None if there is none."""
    all_maps = getattr(outputs, "attentions", None) or ()
    if all(maps is None for maps in all_maps):
        sys.exit(f"{MODEL} gave no maps: its attention is fused (SDPA, flash) or of another kind (linear, an SSM).")
    for index, maps in enumerate(all_maps):
        if maps is None:
            print(f"Layer {index} is left out: it gave no map. It may be linear attention or an SSM.")
            continue
        note = next((note for note in notes if note["maps"] is maps), None)
        layer = note["layer"] if note and note["layer"] is not None else index
        if not note and len(all_maps) != config.num_hidden_layers:
            sys.exit(f"{MODEL} gave maps of {len(all_maps)} of {config.num_hidden_layers} layers, but not of which.")
        if maps.dim() != 4 or len(maps) != 1 or maps.shape[2] != maps.shape[3]:
            sys.exit(f"Layer {layer} gave maps of {list(maps.shape)}, not [1, heads, T, T] as one text has.")
        off = (maps.float().sum(dim=-1) - 1).abs().max().item()
        if not off < 0.01:
            sys.exit(f"Layer {layer} gave maps with rows that do not sum to 1 (off by {off:.2g}), as with a sink.")
        yield layer, maps[0], note


def cached_k(cache, layer):
    """A layer's k [KV heads, T, features] from the cache, which has had three forms in transformers; else None."""
    try:
        if hasattr(cache, "layers"):
            k = cache.layers[layer].keys
        else:
            k = cache.key_cache[layer] if hasattr(cache, "key_cache") else cache[layer][0]
        return k[0] if k.dim() == 4 and len(k) == 1 else None
    except (AttributeError, IndexError, TypeError):
        return None


def kv_heads_of(k, heads, config):
    """How many KV heads there are, by k itself if it is to be had: some models copy each head for all that read it."""
    if k is not None and heads % len(k) == 0:
        counts = [count for count in range(1, len(k) + 1) if len(k) % count == 0]
        return next(count for count in counts if torch.equal(k, repeated(k[:: len(k) // count], len(k))))
    if getattr(config, "multi_query", False):
        return 1
    return getattr(config, "num_key_value_heads", None) or heads


def repeated(x, heads):
    return x.repeat_interleave(heads // len(x), dim=0)


def vectors_of(layer, maps, note, kv_heads):
    """A layer's q, k and v, and its scale if it is not the usual one; None if its maps do not follow from them."""
    if note is None:
        return None
    q, k, v = (note[name][0] for name in "qkv")
    if k.shape != v.shape:
        sys.exit(f"Layer {layer} has k {list(k.shape)} and v {list(v.shape)}: latent attention (MLA) is not recorded.")
    k, v = k[:: len(k) // kv_heads], v[:: len(v) // kv_heads]
    scores = (q.float() @ repeated(k, len(q)).float().transpose(1, 2) * note["scale"]).masked_fill(maps == 0, -math.inf)
    off = (scores.softmax(dim=-1) - maps.float()).abs().max().item()
    if not off < (1e-4 if maps.dtype == torch.float32 else 0.1):
        print(f"Layer {layer} is recorded without q, k and v: more than q k^T makes its maps (off by {off:.2g}).")
        return None
    is_usual = math.isclose(note["scale"], q.shape[-1] ** -0.5, rel_tol=1e-6)
    return {"q": q, "k": k, "v": v, "scale": None if is_usual else note["scale"]}


def texts_of(ids, tokenizer):
    """Each token's text. A byte-level vocabulary is decoded, bytes that are no character as lone surrogates; HeadRoom
    knows the signs of other vocabularies."""
    pieces, vocabulary = tokenizer.convert_ids_to_tokens(ids), tokenizer.get_vocab()
    if "\\u0120" not in vocabulary or "\\u2581" in vocabulary:
        return pieces
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    byte_of = {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}

    def text_of(piece):
        if not all(character in byte_of for character in piece):
            return piece
        return bytes(byte_of[character] for character in piece).decode("utf-8", "surrogateescape")

    return [text_of(piece) for piece in pieces]


record()
`;
}
