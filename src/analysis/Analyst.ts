import type { Comparison, HeadMaps } from '../attention/comparison/comparison.ts';
import type { MapSizes } from '../attention/comparison/rows.ts';

/** The heads to compare, fetched one after the other, so that never more than two are whole in memory. */
export interface HeadSource {
  readonly sizes: MapSizes;
  /** Heads are asked for from 0 on, and again if the worker fails. The arrays are given away: they change threads. */
  readonly mapsOf: (queryHead: number) => Promise<HeadMaps>;
}

export interface CompareOptions {
  /** Ends the work between two heads; `compare` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Heads that are done, 1 … numHeads. */
  readonly onProgress: (heads: number) => void;
}

/** Mathematics that takes long, away from the page and from the engine. */
export interface Analyst {
  /** One at a time: abort one under way before the next. Rejects with what `mapsOf` rejects with. */
  compare(heads: HeadSource, options: CompareOptions): Promise<Comparison>;
  /** Ends its thread. */
  stop(): void;
}
