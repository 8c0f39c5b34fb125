import { shapeOf } from '../attention/sharing.ts';
import { MECHANISMS, type RunConfig } from '../attention/types.ts';
import { LOAD_SAFETENSORS, pythonString } from './pythonText.ts';

/** Name under which a run is saved, and under which the script looks for it. */
export const RUN_FILE_NAME = 'headroom-run.safetensors';

/**
 * A Python script that loads the downloaded run `fileName`, computes the four mechanisms anew with `torch` and the
 * standard library alone, and asserts agreement to 1e-5 with what the file holds. Nothing of the user's text is in it:
 * numbers, booleans and the escaped file name are all that is filled in.
 */
export function pytorchScript(settings: RunConfig, fileName: string): string {
  const { headDim } = settings;
  const kvHeads = MECHANISMS.map((name) => `${pythonString(name)}: ${shapeOf(name, settings).numKvHeads}`).join(', ');
  return `"""Computes a HeadRoom run again with PyTorch, in float64, and asserts that both agree to 1e-5.

Usage: python check_run.py [file]
"""

import json
import math
import struct
import sys

import torch
import torch.nn.functional as F

FILE = sys.argv[1] if len(sys.argv) > 1 else ${pythonString(fileName)}
D_MODEL = ${settings.dModel}
NUM_HEADS = ${settings.numHeads}
NUM_KV_HEADS = {${kvHeads}}
CAUSAL = ${settings.causal ? 'True' : 'False'}
D_K = ${headDim ?? 'D_MODEL // NUM_HEADS'}


${LOAD_SAFETENSORS}


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
saved_sizes = [settings${headDim === undefined ? '[key]' : '.get(key)'} for key in ("dModel", "numHeads", "numKvHeads", "causal"${headDim === undefined ? '' : ', "headDim"'})]
if saved_sizes != [D_MODEL, NUM_HEADS, NUM_KV_HEADS["gqa"], CAUSAL${headDim === undefined ? '' : ', D_K'}]:
    sys.exit(f"{FILE} is a run with other settings: copy the script again, or download the run again.")

for mechanism in ("sdpa", *NUM_KV_HEADS):
    weights, output = attend(run["x"], run["x"], run["x"]) if mechanism == "sdpa" else layer(mechanism)
    check(f"{mechanism}.attention_weights", weights)
    check(f"{mechanism}.output", output)
print("All of it agrees to 1e-5.")
`;
}
