import type { RunRequest } from '../../../attention/run/request.ts';
import { sameInputs, sameOf } from '../../../attention/run/sameRun.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { RunResult } from '../../../engine/Engine.ts';
import type { Answer } from '../../facts/answer.ts';
import type { AppState } from '../../facts/appState.ts';

/** Gives what is known of the maps on screen; null where it is of others, or there are none. */
export function ofPicture<Value>({ known }: Answer<Value>, { result: shown }: AppState): Value | null {
  return known && shown && sameInputs(known.of, shown.request) ? known.value : null;
}

/**
 * Gives as much of what is known of each mechanism as is of its maps on screen, and of those that are wanted: where KV heads
 * move, MHA and MQA keep theirs.
 */
export function ofMechanisms<Value>(
  { known }: Answer<Readonly<Partial<Record<Mechanism, Value>>>>,
  result: RunResult | null,
  wanted: RunRequest | null,
): readonly (readonly [Mechanism, Value])[] {
  const shown = result?.request;
  if (!known || !shown || !wanted) return [];
  const entries = Object.entries(known.value) as [Mechanism, Value][];
  return entries.filter(([mechanism]) => sameOf(mechanism, known.of, shown) && sameOf(mechanism, shown, wanted));
}
