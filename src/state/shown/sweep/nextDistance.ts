import type { RunRequest } from '../../../attention/run/request.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectShowsExplore } from '../showsExplore.ts';
import { selectOpenPane } from '../wanted.ts';
import { isMeasured, sweepPlan } from './sweepPlan.ts';

/** Multiply-adds of one layer up to which its distances are measured before anybody opens them: 200 tokens at d_model 256. */
const CHEAP_LAYER = 80e6;

/** True when the distance of each number of KV heads stands under its stop: in Explore, where weights are random and it costs little. */
export const selectMeasuresAtStops: (state: AppState) => boolean = derive(
  (state) => [state.sweep.request, selectShowsExplore(state) && !state.settings.present],
  (request, isShown) => isShown && request !== null && !request.config.trained && isCheap(request),
);

/** The next distance to measure, while it is looked at. */
export const selectNextDistance: (state: AppState) => RunRequest | null = derive(
  (state) => {
    const { request, distances, spread } = state.sweep;
    return [request, distances, spread, selectOpenPane(state), selectMeasuresAtStops(state)] as const;
  },
  (request, distances, spread, pane, atStops) => {
    const isLookedAt = pane === 'distance' || (pane === null && atStops);
    // Trained weights are three models: none is an approximation of another.
    if (!isLookedAt || request === null || request.config.trained) return null;
    return sweepPlan(request, spread === 'wanted').find((planned) => !isMeasured(planned, distances)) ?? null;
  },
);

/** Four projections, and each query with each key and value. */
function isCheap({ tokens: { length }, config: { dModel } }: RunRequest): boolean {
  return 4 * length * dModel ** 2 + 2 * length ** 2 * dModel <= CHEAP_LAYER;
}
