/** The vocabulary every other folder speaks. Nothing here imports anything. */

/** The three mechanisms that HeadRoom compares. They are one function with one number, `numKvHeads`. */
export const MECHANISMS = ['mha', 'gqa', 'mqa'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** The sizes of one attention layer. `numKvHeads` divides `numHeads`; without `headDim`, `numHeads` divides `dModel`. */
export interface AttentionShape {
  /** Width of the residual stream, in features. */
  readonly dModel: number;
  /** Query heads. */
  readonly numHeads: number;
  /** KV heads: `numHeads` for MHA, 1 for MQA. */
  readonly numKvHeads: number;
  /** d_k: features of a head, the same for query and KV heads. dModel / numHeads if absent; see `headDim` of sharing.ts. */
  readonly headDim?: number | undefined;
}

/** The projections that have a bias: all four, none, or those of q, k and v alone, as in Qwen2. */
export type BiasChoice = boolean | 'qkv';

/**
 * How K and V of GQA and MQA come about: `mean` pools the K and V heads of MHA in each group, weights and biases
 * (Ainslie et al. 2023, section 2.1), and takes W_Q and W_O over from MHA; `rescaled` is that mean × √(heads in the group),
 * which is as long as each of them: the mean of n independent random vectors is √n times shorter, and its maps are flatter
 * for that alone; `independent` draws each mechanism's four projections anew from the seed, as the document does.
 */
export const KV_RULES = ['mean', 'rescaled', 'independent'] as const;
export type KvRule = (typeof KV_RULES)[number];

/** One layer of trained models, one model a mechanism: where a run's weights come from when they were not drawn. */
export interface TrainedLayer {
  /** Counted from 0. */
  readonly layer: number;
  /** The name by which the engine was given each mechanism's model. */
  readonly models: Readonly<Record<Mechanism, string>>;
}

/**
 * Everything besides the tokens that decides the numbers of one run. `numKvHeads` is GQA's. With `trained`, the sizes are
 * those of its models, which are causal, with positions and biases; `seed` then draws the vectors of words alone, and
 * `kvRule` means nothing.
 */
export interface RunConfig extends AttentionShape {
  readonly trained?: TrainedLayer | undefined;
  readonly causal: boolean;
  /** Whether sinusoidal positions are added to the embeddings. */
  readonly positions: boolean;
  readonly bias: BiasChoice;
  /** Integer, 0 … 2³² − 1. */
  readonly seed: number;
  readonly kvRule: KvRule;
}

/** A linear layer as PyTorch stores it: y = x Wᵀ + b. */
export interface LinearWeights {
  /** [out, in], row-major. */
  readonly weight: Float32Array;
  /** [out]; absent without bias. */
  readonly bias?: Float32Array;
}

/** The four projections of one attention layer. */
export interface AttentionWeights {
  /** [numHeads · headDim, dModel] */
  readonly wQ: LinearWeights;
  /** [numKvHeads · headDim, dModel] */
  readonly wK: LinearWeights;
  /** [numKvHeads · headDim, dModel] */
  readonly wV: LinearWeights;
  /** [dModel, numHeads · headDim] */
  readonly wO: LinearWeights;
}

/** One token of the text. */
export interface Token {
  /** What a chip shows. A piece of a character is shown as its bytes (`\xF0\x9F`), never as U+FFFD. */
  readonly label: string;
  /** Same key, same embedding. Equal to `label` except where two different byte strings would read the same. */
  readonly key: string;
}
