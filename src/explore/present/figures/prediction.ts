import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../../state/facts/appState.ts';
import { selectCache, selectParameters, selectShapes } from '../../../state/shown/figures.ts';

/** What one mechanism costs. */
export interface Cost {
  readonly numKvHeads: number;
  /** Of the KV cache of the text on screen. */
  readonly bytes: number;
  /** Of MHA's bytes, 0 … 1. */
  readonly shareOfMha: number;
  /** The bytes as they are printed beside those of the other mechanisms. */
  readonly bytesText: string;
  readonly parameters: number;
}

export type Costs = Readonly<Record<Mechanism, Cost>>;

/** A question to the room: figures and GQA's maps are covered, and what is then moved shows its effect only later. */
export interface Prediction {
  readonly phase: 'covered' | 'shown';
  /** What was on screen when they were covered. */
  readonly before: Costs;
}

/** Covers, then shows before beside after, then covers again from there. */
export function nextPhase(prediction: Prediction | null, now: Costs): Prediction {
  return prediction?.phase === 'covered' ? { ...prediction, phase: 'shown' } : { phase: 'covered', before: now };
}

/** Returns the costs on screen. */
export function costsOf(state: AppState): Costs {
  const [shapes, caches, parameters] = [selectShapes(state), selectCache(state), selectParameters(state)];
  const entries = MECHANISMS.map((mechanism): [Mechanism, Cost] => {
    const { bytes, shareOfMha, text } = caches[mechanism];
    const { numKvHeads } = shapes[mechanism];
    return [
      mechanism,
      { numKvHeads, bytes, shareOfMha, bytesText: text, parameters: parameters[mechanism].counts.total },
    ];
  });
  return Object.fromEntries(entries) as Record<Mechanism, Cost>;
}
