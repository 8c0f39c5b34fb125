import type { CostModel } from '../../../attention/cost/cachedLayers.ts';
import type { ElementType } from '../../../attention/cost/elementTypes.ts';

/** What the screen Cost is asked for. All of it is in the link; numbers are within `COST_FIELDS`. */
export interface CostChoice {
  /** Id of a model of the catalog. It is kept while `own` stands in its place. */
  readonly model: string;
  /** The user's own model; null for that of the catalog. */
  readonly own: CostModel | null;
  /** KV heads of the variant that the slider chooses; a divisor of the model's query heads. */
  readonly kvHeads: number;
  /** Id of an accelerator of the catalog. */
  readonly gpu: string;
  readonly gpus: number;
  readonly tensorParallel: number;
  /** Type of the weights; null as published. */
  readonly weightType: ElementType | null;
  readonly cacheType: ElementType;
  /** Tokens of a full-length sequence. */
  readonly contextTokens: number;
  /** Tokens of the source that cross-attention reads, if the model does not fix them; 0 counts none. */
  readonly sourceTokens: number;
  /** Sequences at once. */
  readonly sequences: number;
  readonly blockSize: number;
  /** Share of the memory, above 0 and up to 1. */
  readonly utilisation: number;
  readonly overheadGib: number;
  /** Users at once, for what it takes beyond one machine. */
  readonly users: number;
  /** Tokens of an average user's sequence. */
  readonly averageTokens: number;
  readonly axes: 'linear' | 'log';
}
