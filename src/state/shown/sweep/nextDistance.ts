import type { RunRequest } from '../../../attention/run/request.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectOpenPane } from '../wanted.ts';
import { isMeasured, sweepPlan } from './sweepPlan.ts';

/** The next distance to measure, while it is looked at. */
export const selectNextDistance: (state: AppState) => RunRequest | null = derive(
  (state) => {
    const { request, distances, spread } = state.sweep;
    return [request, distances, spread, selectOpenPane(state)] as const;
  },
  (request, distances, spread, pane) => {
    // Trained weights are three models: none is an approximation of another.
    if (pane !== 'distance' || request === null || request.config.trained) return null;
    return sweepPlan(request, spread === 'wanted').find((planned) => !isMeasured(planned, distances)) ?? null;
  },
);
