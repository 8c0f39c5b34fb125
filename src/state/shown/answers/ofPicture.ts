import { sameInputs } from '../../../attention/run/sameRun.ts';
import type { Answer } from '../../facts/answer.ts';
import type { AppState } from '../../facts/appState.ts';

/** Gives what is known of the maps on screen; null where it is of others, or there are none. */
export function ofPicture<Value>({ known }: Answer<Value>, { result: shown }: AppState): Value | null {
  return known && shown && sameInputs(known.of, shown.request) ? known.value : null;
}
