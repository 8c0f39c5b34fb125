import type { LikenessAcross } from '../attention/comparison/likenessAcross.ts';
import type { HeadLabel } from '../attention/labels/headLabels.ts';
import type { NextWord } from '../attention/next-word/nextWord.ts';
import type { Model, RunRequest } from '../attention/run/request.ts';
import type { Mechanism } from '../attention/types.ts';

/** TensorFlow.js backends, best first. */
export const BACKENDS = ['webgl', 'wasm', 'cpu'] as const;
export type Backend = (typeof BACKENDS)[number];

/** Where the engine lives. */
export type EngineHome = 'worker' | 'page';

/** Words of the error that says of what a backend returned that it has no value. */
export const NOT_FINITE = 'NaN or an infinity';

/** What actually runs, and why it is not the first choice where it is not. */
export interface EngineStatus {
  readonly backend: Backend;
  readonly home: EngineHome;
  /** WebGL's renderer string, or e.g. "WebAssembly SIMD", "JavaScript". */
  readonly renderer: string;
  /** Present when the renderer is software: a CPU plays the GPU's part, slowly but right. */
  readonly isSoftware?: true;
  /** One sentence for the user when something was not available, e.g. "WebGL 2 is not available here, so …". */
  readonly fallbackReason?: string;
  /** Present when the GPU was left because its numbers are not float32's. */
  readonly isGpuImprecise?: true;
}

export interface EngineOptions {
  /** `auto` takes the first of `BACKENDS` that works. A named backend that fails falls back, with a reason. */
  readonly backend: Backend | 'auto';
  /** Absolute URL of the folder with TensorFlow.js's `.wasm` files; ends in "/". */
  readonly wasmPath: string;
}

/** Why an engine can't be used any more, though nobody stopped it. */
export interface EngineLoss {
  /**
   * WebGL's context is gone; the worker died or fell silent; the GPU's memory was too little for what was asked; its
   * numbers failed a self-check.
   */
  readonly cause: 'context' | 'worker' | 'memory' | 'precision';
  /** For the user. */
  readonly sentence: string;
}

/** The attention maps of one mechanism, at the level of detail that was asked for. */
export interface AttentionMaps {
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly sequenceLength: number;
  /**
   * Tokens along a cell's side. 1: every weight is here. Above, each cell is the largest weight of its stride × stride
   * block, so that a thin bright line does not vanish.
   */
  readonly stride: number;
  /** Cells along a map's side: ⌈sequenceLength / stride⌉. */
  readonly side: number;
  /**
   * [queryHead, row, column], row-major: numHeads × side × side. Masked cells are exactly 0. Read it, never write it: an
   * engine in the page gives the same array out again where nothing changed.
   */
  readonly cells: Float32Array;
}

export interface RunResult {
  readonly request: RunRequest;
  /** Present for each mechanism asked for. */
  readonly maps: Readonly<Partial<Record<Mechanism, AttentionMaps>>>;
  /** Milliseconds from the engine taking the request to the numbers being readable. */
  readonly computeMs: number;
}

/** Every weight of one query head, where maps show the largest of a block alone. */
export interface HeadWeights {
  readonly request: RunRequest;
  readonly queryHead: number;
  /** [queryPosition, keyPosition], row-major, for each mechanism asked for. Masked cells are exactly 0. */
  readonly attentionWeights: Readonly<Partial<Record<Mechanism, Float32Array>>>;
}

/** One cell of one map, and the query head and mechanism it belongs to. */
export interface CellAddress {
  readonly mechanism: Mechanism;
  readonly queryHead: number;
  readonly queryPosition: number;
  readonly keyPosition: number;
}

/**
 * Every number on the way from two tokens to a weight and its part of the output, as the backend computed it and gave it
 * back: one row of attention, by the programs that make the maps. T is the number of tokens, d_k the width of a head.
 */
export interface CellTrace {
  readonly request: RunRequest;
  readonly cell: CellAddress;
  /** The KV head that the query head reads. */
  readonly kvHead: number;
  /** [dModel]: the layer's input at the query's and at the key's token; of a trained model after the block's LayerNorm. */
  readonly queryInput: Float32Array;
  readonly keyInput: Float32Array;
  /** [d_k]: q of the query's token in this query head; k and v of the key's token in its KV head. */
  readonly query: Float32Array;
  readonly key: Float32Array;
  readonly value: Float32Array;
  /** [T]: q · k of the query's token with each key, not yet scaled. Masked ones are NaN: no softmax reads them. */
  readonly scores: Float32Array;
  /** [T]: the row of the map, after softmax. Masked cells are exactly 0. */
  readonly weights: Float32Array;
  /** [T, d_k]: v of every token in this KV head. */
  readonly values: Float32Array;
  /** [d_k]: the weighted mix of v. */
  readonly context: Float32Array;
  /** [dModel]: what this head adds to the output, W_O's columns of this head times `context`. */
  readonly contribution: Float32Array;
  /** [dModel]: the layer's output at the query's token: every head's contribution and the bias. */
  readonly output: Float32Array;
  /**
   * How far all that this head makes, from q, k and v to `contribution`, is from the same in float64: of a trained model
   * from the whole of it up to here, inputs included. The worst of the arrays' `scaledDifference`s. `output` is not in it:
   * that takes every head.
   */
  readonly deviation: number;
}

/** The KV cache of one mechanism, as the backend holds it. */
export interface CacheMeasure {
  /** Tokens that it has room for: all of it is allocated before the first. */
  readonly capacity: number;
  /** Attention layers that have one of their own: those up to the one on screen. */
  readonly layers: number;
  /** Bytes of the tensors of K and V, as the backend accounts for them. */
  readonly bytes: number;
}

/** Newly decoded tokens in one mechanism. */
export interface DecodedTokens {
  readonly numHeads: number;
  readonly numKvHeads: number;
  /** [queryHead, newToken, keyPosition], row-major: numHeads × count × tokens. Keys after the token are exactly 0. */
  readonly rows: Float32Array;
  /** [count, dModel]: the layer's output at the new tokens. */
  readonly output: Float32Array;
  readonly cache: CacheMeasure;
}

/** One step of decoding, or several at once. */
export interface DecodeResult {
  /** Its tokens are all that were decoded so far. */
  readonly request: RunRequest;
  /** The tokens that were fed: those at `first` … `first + count − 1`. The caches held what comes before. */
  readonly first: number;
  readonly count: number;
  /** Present for each mechanism asked for. */
  readonly mechanisms: Readonly<Partial<Record<Mechanism, DecodedTokens>>>;
  /** Milliseconds from the engine taking the request to the numbers being readable. */
  readonly computeMs: number;
}

/** Milliseconds of each attempt to decode the last token of a request, for one mechanism. */
export interface DecodeTimes {
  /** With the keys and values of the tokens before it in the cache. */
  readonly cachedMs: readonly number[];
  /** With nothing known: keys, values and rows of all tokens are computed again. */
  readonly recomputedMs: readonly number[];
  readonly cache: CacheMeasure;
}

/** A tensor that left the engine. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The whole run, for the download and the self-checks. Keys are the names of the file format:
 * `x` [T, dModel]; for m in mha, gqa, mqa: `m.w_q.weight` [out, in], `m.w_q.bias` [out] (only with bias), … `m.w_o.bias`,
 * `m.attention_weights` [heads, T, T], `m.output` [T, dModel]; `sdpa.attention_weights` [T, T], `sdpa.output` [T, dModel].
 *
 * Where weights are trained, `x` is what every model starts from: word vectors and positions. Each mechanism's layer then
 * reads an input of its own, `m.x` [T, dModel], after the block's LayerNorm; weights, maps and `m.output`, which is not yet
 * added to the residual stream, are those of the configuration's layer, and basic attention is on `x`.
 */
export type RunTensors = Readonly<Record<string, NamedTensor>>;

/** One self-check with its figure. */
export interface SelfCheck {
  readonly id: string;
  /** A sentence that is true when `passed`, e.g. "Every row of every map sums to 1". */
  readonly claim: string;
  /** The figure, ready to print, e.g. "largest deviation 2.4e-7". */
  readonly figure: string;
  /** `undefined` where the check does not apply to this run; `figure` then says why. */
  readonly passed?: boolean;
}

/** What the panel "What ran" and the self-checks show: shapes are those of the tensors that were really computed. */
export interface AuditResult {
  readonly request: RunRequest;
  readonly embeddingShape: readonly number[];
  readonly mechanisms: readonly {
    readonly id: 'sdpa' | Mechanism;
    /** [1, T, dModel] */
    readonly outputShape: readonly number[];
    /** [1, heads, T, T]; sdpa: [1, T, T] */
    readonly weightsShape: readonly number[];
    /** Elements of the parameter tensors; 0 for sdpa, which has none. */
    readonly parameters: number;
  }[];
  readonly checks: readonly SelfCheck[];
}

export interface EngineMemory {
  readonly numTensors: number;
  readonly numBytes: number;
  /** Bytes of the backend's memory that the engine keeps to, whatever it computes. */
  readonly budgetBytes: number;
  /** Bytes of GPU textures in use, where the backend counts them. */
  readonly numBytesInGPU?: number;
  /** The most of them that were in use at once since the engine started. */
  readonly peakBytes?: number;
}

/**
 * One interface, two homes: a Web Worker and the page. Every method rejects with an `Error` whose message is a sentence
 * for the user.
 */
export interface Engine {
  /**
   * Resolves once it can't be used any more, at work or idle; never where it is stopped. Calls under way reject, but
   * only after this: whoever listens knows why before they do.
   */
  readonly lost: Promise<EngineLoss>;
  start(options: EngineOptions): Promise<EngineStatus>;
  /**
   * Makes a trained model known under `name`, in place of one that had the name. Comes before the first request that names
   * it: that rejects otherwise. The newest 16 stay.
   */
  provideModel(name: string, model: Model): Promise<void>;
  /**
   * Heads of a long text are computed a few at a time. A newer `run` ends one that is not done: it then rejects with an
   * error named "AbortError".
   */
  run(request: RunRequest): Promise<RunResult>;
  /**
   * The maps of what may be asked for next, beside what is computed and kept for the picture on screen: nothing of it stays
   * in the backend's memory. A newer call and a run of anything else go before it: it then rejects with an error named
   * "AbortError".
   */
  mapsAhead(request: RunRequest): Promise<RunResult>;
  /** The whole map of `queryHead` in every mechanism of the request. */
  heads(request: RunRequest, queryHead: number): Promise<HeadWeights>;
  /** Takes one cell apart. Rejects with a sentence where there is no such head or token. */
  trace(request: RunRequest, cell: CellAddress): Promise<CellTrace>;
  /**
   * How far GQA's output, with the request's KV heads, is from MHA's: ‖O_GQA − O_MHA‖₂ / ‖O_MHA‖₂ over all elements
   * [T, dModel]. Under the rule `mean` it is 0 where the KV heads are as many as the query heads; under `independent` the
   * two are other draws even then. MHA's output is kept for the next call with the same tokens and weights. A newer call,
   * a run of anything else, and an `audit`, go before it: it then rejects with an error named "AbortError". Rejects for
   * trained weights: those are three models, and no approximation of one another.
   */
  distanceFromMha(request: RunRequest): Promise<number>;
  /**
   * What each query head of the request's layer does on this text, for trained weights and 8 to 128 tokens. A label is
   * earned against 10 untrained models, all of MHA's sizes: an untrained head is like any other, whatever it shares. What
   * they do on a text is kept while the text stays. A newer call and a run of anything else go before it: it then rejects
   * with an error named "AbortError".
   */
  labels(request: RunRequest): Promise<Readonly<Partial<Record<Mechanism, readonly HeadLabel[]>>>>;
  /**
   * How alike each head of each mechanism is to each of the others', for up to 128 tokens, by the measure of `Comparison`. Ends
   * early as `labels` does.
   */
  likenessAcross(request: RunRequest): Promise<LikenessAcross>;
  /** What each model takes for the next token; for trained weights. Ends early as `run` does. */
  nextWord(request: RunRequest): Promise<Readonly<Partial<Record<Mechanism, NextWord>>>>;
  /**
   * Decodes up to the last of the request's tokens, with a KV cache for `capacity` tokens in the backend's memory. As long
   * as the caches stay (same configuration, mechanisms and capacity), only what comes after the tokens that are known is
   * computed: one token more is one step, fewer tokens are a way back. At least the last is computed. A newer one ends it,
   * `endDecode` frees the caches. Rejects without the causal mask, and if the tokens are more than `capacity`.
   */
  decode(request: RunRequest, capacity: number): Promise<DecodeResult>;
  /** Frees what `decode` holds. */
  endDecode(): Promise<void>;
  /**
   * Times the step that decodes the request's last token, `attempts` times with a cache and as often without, one mechanism
   * after the other by turns. Ends early as `run` does, and when something is decoded.
   */
  timeDecode(request: RunRequest, attempts: number): Promise<Readonly<Partial<Record<Mechanism, DecodeTimes>>>>;
  /**
   * Computes outputs, basic attention and the self-checks for all three mechanisms. Slower than `run`; call when idle. A
   * newer audit, or a run of anything else, ends it: it then rejects with an error named "AbortError".
   */
  audit(request: RunRequest): Promise<AuditResult>;
  /** Everything of the run, read back. Rejects where that would be too much for a file; the sentence says what fits. */
  tensors(request: RunRequest): Promise<RunTensors>;
  memory(): Promise<EngineMemory>;
  /** Frees all it holds; the engine can't be used afterwards. */
  stop(): Promise<void>;
}
