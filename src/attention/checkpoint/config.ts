/** Families of models whose files can be read, by the `model_type` of their config.json. */
export const MODEL_TYPES = [
  'llama',
  'mistral',
  'qwen2',
  'qwen3',
  'gpt2',
  'gpt_bigcode',
  'gpt_neox',
  'phi',
  'falcon',
] as const;
export type ModelType = (typeof MODEL_TYPES)[number];

/** Tokens of a text that go through a model of the user's own, at most. */
export const MAX_CHECKPOINT_TOKENS = 128;

/** `rms` divides by the root of the mean square; `layer` subtracts the mean, then divides by the standard deviation. */
export type NormKind = 'rms' | 'layer';

/** What the MLP does between its matrices. `gelu` is exact, `gelu_tanh` its approximation: they differ by up to 5e-4. */
export const ACTIVATIONS = ['silu', 'gelu', 'gelu_tanh', 'relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** How the angles of rotary positions were stretched for longer texts. */
export type RopeScaling =
  | { readonly kind: 'linear'; readonly factor: number }
  | {
      readonly kind: 'llama3';
      readonly factor: number;
      readonly lowFreqFactor: number;
      readonly highFreqFactor: number;
      /** Tokens of a text that the model was first trained on. */
      readonly originalPositions: number;
    }
  | {
      readonly kind: 'yarn';
      readonly factor: number;
      readonly betaFast: number;
      readonly betaSlow: number;
      readonly originalPositions: number;
      /** False: the borders of the ramp are not rounded to whole features. */
      readonly truncates: boolean;
      /** Factor of cos and sin. */
      readonly attentionFactor: number;
    };

/** Rotary positions: how each head's q and k turn. */
export interface Rope {
  /** Features of a head that turn, an even number; the others stay. */
  readonly width: number;
  readonly theta: number;
  readonly scaling: RopeScaling | null;
}

/** A model's architecture, as far as its arithmetic needs it: what config.json says, and its family's own code where that is silent. */
export interface CheckpointConfig {
  readonly modelType: ModelType;
  readonly numLayers: number;
  readonly dModel: number;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** Width of a head; `numHeads` times it need not be `dModel`. */
  readonly headDim: number;
  /** Width of the MLP's inside. */
  readonly mlpWidth: number;
  readonly vocabulary: number;
  readonly norm: NormKind;
  readonly epsilon: number;
  /** Norm of each head's q and k before they turn; null if there is none. */
  readonly headNorm: NormKind | null;
  readonly activation: Activation;
  /** True when the MLP multiplies two projections, one of them activated. */
  readonly isGated: boolean;
  /** `sequential`: x += attention(norm₁ x), then x += mlp(norm₂ x). `parallel`: x += attention(norm₁ x) + mlp(norm₂ x). */
  readonly block: 'sequential' | 'parallel';
  /** True when one norm serves attention and MLP: norm₂ is norm₁. */
  readonly sharesNorm: boolean;
  /**
   * How one matrix holds the rows of q, k and v: `blocks` one after the other, `groups` the query heads of a KV head, its k and its
   * v, then the next. Null: they are three matrices.
   */
  readonly fusedQkv: 'blocks' | 'groups' | null;
  /** Null: positions are learned vectors, added to the embeddings. */
  readonly rope: Rope | null;
  /** Positions beyond which the model has none, or others; null if there is no end. */
  readonly maxPositions: number | null;
  /** True when scores are divided by √headDim. */
  readonly scalesScores: boolean;
  /** True when scores are divided by the layer's number, counted from 1, as well. */
  readonly scalesByLayer: boolean;
  /** True when the embeddings are also the matrix of the last projection. */
  readonly isTied: boolean;
}

/** Returns the factor of layer `layer`'s scores, counted from 0. */
export function scoreScale({ headDim, scalesScores, scalesByLayer }: CheckpointConfig, layer: number): number {
  return (scalesScores ? 1 / Math.sqrt(headDim) : 1) / (scalesByLayer ? layer + 1 : 1);
}

/** Returns how many tokens of a text go through the model at most. */
export function maxTokens({ maxPositions }: CheckpointConfig): number {
  return Math.min(MAX_CHECKPOINT_TOKENS, maxPositions ?? MAX_CHECKPOINT_TOKENS);
}

/**
 * Returns the numbers of KV heads that the model can have, in rising order: divisors of its own, which pool heads, and multiples
 * of it that divide the query heads, which copy heads.
 */
export function kvHeadChoices({ numHeads, numKvHeads }: Pick<CheckpointConfig, 'numHeads' | 'numKvHeads'>): number[] {
  return Array.from({ length: numHeads }, (_, index) => index + 1).filter(
    (count) => numHeads % count === 0 && (numKvHeads % count === 0 || count % numKvHeads === 0),
  );
}

/** Throws a sentence if the model cannot have `count` KV heads. */
export function assertKvHeads(config: Pick<CheckpointConfig, 'numHeads' | 'numKvHeads'>, count: number): void {
  const { numHeads, numKvHeads } = config;
  const fits = numHeads % count === 0 && (numKvHeads % count === 0 || count % numKvHeads === 0);
  if (Number.isInteger(count) && count > 0 && fits) return;
  throw new Error(
    `${count} KV heads neither pool nor copy the ${numKvHeads} of this model: use ${kvHeadChoices(config).join(', ')}.`,
  );
}
