import { configOf } from '../attention/run/configOf.ts';
import { hasBias, kvWidth, queryWidth, shapeOf } from '../attention/sharing.ts';
import type { TokenizerId } from '../attention/tokenizers/ids.ts';
import { MECHANISMS, type RunConfig, type Token } from '../attention/types.ts';
import { encodeSafetensors } from '../safetensors/encode.ts';
import type { Float32Tensor } from '../safetensors/format.ts';

/** The settings that decide a run's numbers: what the file's metadata repeats. Trained models have names for people. */
export interface RunSettings extends RunConfig {
  readonly text: string;
  readonly tokenizer: TokenizerId;
}

/**
 * One run as a safetensors file. Tensors have the names and shapes of `runTensorShapes`; the metadata holds `format`
 * ("pt": weights are [out, in]), `app`, `version` of this layout, `tokens` and `token_keys` (JSON arrays), `settings`
 * (JSON) and `seed`. Throws where a tensor is missing or has another shape.
 *
 * @param tensors as `Engine.tensors` gives them
 * @param tokens the run's tokens, T of them, in order
 */
export function runFile(
  tensors: Readonly<Record<string, Float32Tensor>>,
  settings: RunSettings,
  tokens: readonly Token[],
): Uint8Array<ArrayBuffer> {
  const ordered = Object.entries(runTensorShapes(settings, tokens.length)).map(([name, shape]) => {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`The run cannot be saved: it has no tensor ${name}.`);
    if (tensor.shape.join() !== shape.join())
      throw new Error(`The run cannot be saved: ${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`);
    return [name, tensor] as const;
  });
  return encodeSafetensors(Object.fromEntries(ordered), {
    format: 'pt',
    app: 'HeadRoom',
    version: '1',
    // JSON inside JSON: a lone surrogate in a token stays an ASCII escape, which UTF-8 could not write otherwise.
    tokens: JSON.stringify(tokens.map(({ label }) => label)),
    token_keys: JSON.stringify(tokens.map(({ key }) => key)),
    settings: JSON.stringify(runSettings(settings)),
    seed: String(settings.seed),
  });
}

/**
 * Every tensor of a run's file with its shape, in the file's order: `x`, then for m in mha, gqa, mqa, where weights are
 * trained, what the layer reads, `m.x` [T, d_model] (without, that is `x`), the weights `m.w_q.weight` [out, in] …
 * `m.w_o.bias`, `m.attention_weights` [heads, T, T] and `m.output` [T, d_model], then `sdpa.attention_weights` [T, T] and
 * `sdpa.output`: basic attention with q = k = v = x and the scale 1 / √d_model.
 */
export function runTensorShapes(config: RunConfig, sequenceLength: number): Record<string, readonly number[]> {
  const { dModel, numHeads, bias } = config;
  const activations = [sequenceLength, dModel];
  const shapes: Record<string, readonly number[]> = { x: activations };
  for (const mechanism of MECHANISMS) {
    const [all, shared] = [queryWidth(config), kvWidth(shapeOf(mechanism, config))];
    if (config.trained) shapes[`${mechanism}.x`] = activations;
    const projections = [
      ['w_q', 'wQ', all, dModel],
      ['w_k', 'wK', shared, dModel],
      ['w_v', 'wV', shared, dModel],
      ['w_o', 'wO', dModel, all],
    ] as const;
    for (const [name, projection, out, inputs] of projections) {
      shapes[`${mechanism}.${name}.weight`] = [out, inputs];
      if (hasBias(bias, projection)) shapes[`${mechanism}.${name}.bias`] = [out];
    }
    shapes[`${mechanism}.attention_weights`] = [numHeads, sequenceLength, sequenceLength];
    shapes[`${mechanism}.output`] = activations;
  }
  shapes['sdpa.attention_weights'] = [sequenceLength, sequenceLength];
  shapes['sdpa.output'] = activations;
  return shapes;
}

/** Only what decides the numbers: what the page merely shows does not belong in the file. */
function runSettings(settings: RunSettings): RunSettings {
  const { text, tokenizer } = settings;
  return { text, tokenizer, ...configOf(settings) };
}
