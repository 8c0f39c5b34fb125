import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import { followPicture } from '../../insight/followPicture.ts';
import { selectLabelWish, selectNextWordWish, servesAsInsight } from '../../shown/insightSelectors.ts';

/** Keeps `labels` those of the picture on screen, as the text changes. */
export function followLabels(store: StoreApi<AppState>, engine: Engine): { stop(): void } {
  return followPicture(store, {
    select: selectLabelWish,
    serves: servesAsInsight,
    work: (request) => engine.labels(request),
    read: ({ labels }) => labels,
    write: (labels) => ({ labels }),
  });
}

/** Keeps `nextWord` that of the picture on screen. */
export function followNextWord(store: StoreApi<AppState>, engine: Engine): { stop(): void } {
  return followPicture(store, {
    select: selectNextWordWish,
    serves: servesAsInsight,
    work: (request) => engine.nextWord(request),
    read: ({ nextWord }) => nextWord,
    write: (nextWord) => ({ nextWord }),
  });
}
