import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameButKvHeads, sameInputs } from '../../../attention/run/sameRun.ts';
import type { Engine } from '../../../engine/Engine.ts';
import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState, SweepState } from '../../facts/appState.ts';
import { followStore } from '../../followStore.ts';
import { selectDataState } from '../../shown/dataState.ts';
import { derive } from '../../shown/derive.ts';
import { isMeasured, NO_SWEEP, sweepPlan } from '../../shown/sweep/sweepPlan.ts';
import { selectOpenPane, selectRequest } from '../../shown/wanted.ts';
import { latestOnly } from '../latestOnly.ts';

/** The next distance to measure: only while it is looked at and the picture stands still, for it must delay nothing. */
const selectNextDistance: (state: AppState) => RunRequest | null = derive(
  (state) => [state.sweep, selectOpenPane(state) === 'distance' && selectDataState(state) === 'settled'],
  ({ request, distances, spread, error }, isTime) => {
    // Trained weights are three models: none is an approximation of another.
    if (!isTime || request === null || request.config.trained || error !== undefined) return null;
    return sweepPlan(request, spread === 'wanted').find((planned) => !isMeasured(planned, distances)) ?? null;
  },
);

/**
 * Fills `sweep` point by point. Other tokens or settings empty it, GQA's KV heads aside; a spread over seeds that was
 * under way is then given up, and `spread` says so. A run in between only interrupts it.
 */
export function followSweep(store: StoreApi<AppState>, engine: Engine): { stop(): void } {
  let asked: RunRequest | null = null;
  const change = (patch: Partial<SweepState>) => store.setState(({ sweep }) => ({ sweep: { ...sweep, ...patch } }));

  const measurements = latestOnly<RunRequest, number>({
    work: (request) => engine.distanceFromMha(request),
    isSame: sameInputs,
    report(end) {
      asked = null;
      if ('result' in end) {
        const { seed, numKvHeads } = end.request.config;
        change({ distances: [...store.getState().sweep.distances, { seed, numKvHeads, distance: end.result }] });
      } else if (isAbort(end.error)) follow();
      else change({ error: sentenceOf(end.error) });
    },
  });

  function follow(): void {
    const { sweep } = store.getState();
    const request = selectRequest(store.getState());
    if (!isSweepOf(sweep, request)) {
      // Listeners are called again for this, and go on with it.
      store.setState({ sweep: emptied(sweep, request) });
      return;
    }
    const wanted = selectNextDistance(store.getState());
    if (wanted === asked) return;
    asked = wanted;
    if (wanted === null) measurements.drop();
    else measurements.ask(wanted);
  }

  return followStore(store, follow, () => {
    measurements.drop();
    store.setState(({ sweep }) => ({ sweep: emptied(sweep, null) }));
  });
}

/** GQA's KV heads only decide which of a sweep's points is marked. */
function isSweepOf({ request }: SweepState, wanted: RunRequest | null): boolean {
  return request === wanted || (request !== null && wanted !== null && sameButKvHeads(request, wanted));
}

/** A sweep of other inputs, nothing of it measured yet. Whoever waits for a spread is told that it will not come. */
function emptied({ request, distances, spread }: SweepState, next: RunRequest | null): SweepState {
  if (spread !== 'wanted') return { ...NO_SWEEP, request: next, spread: spread === 'cancelled' ? spread : 'none' };
  // Asked for before there was anything to measure: that is still wanted.
  if (request === null) return { ...NO_SWEEP, request: next, spread };
  const isDone = sweepPlan(request, true).every((planned) => isMeasured(planned, distances));
  return { ...NO_SWEEP, request: next, spread: isDone ? 'none' : 'cancelled' };
}
