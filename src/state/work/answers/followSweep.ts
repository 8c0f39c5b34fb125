import type { RunRequest } from '../../../attention/run/request.ts';
import { sameButKvHeads, sameInputs } from '../../../attention/run/sameRun.ts';
import type { Engine } from '../../../engine/Engine.ts';
import type { Answer } from '../../facts/answer.ts';
import type { SweepState } from '../../facts/appState.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectNextDistance } from '../../shown/sweep/nextDistance.ts';
import { isMeasured, NO_SWEEP, sweepPlan } from '../../shown/sweep/sweepPlan.ts';
import { selectOpenPane, selectRequest } from '../../shown/wanted.ts';
import type { Draft } from '../draft.ts';
import { type Follower, follow, type WhenIdle } from './follow.ts';

/**
 * Fills `sweep` point by point. Other tokens or settings empty it, GQA's KV heads aside; a spread over seeds that was
 * under way is then given up, and `spread` says so. A run in between only interrupts it: each point waits until the picture
 * is settled, for it must delay nothing.
 */
export function followSweep(draft: Draft, engine: Engine, whenIdle: WhenIdle): Follower {
  const leave = draft.follow(() => {
    const { sweep } = draft.getState();
    const request = selectRequest(draft.getState());
    if (!isSweepOf(sweep, request)) draft.change({ sweep: emptied(sweep, request) });
  });
  const points = follow<number, RunRequest>(draft, {
    wanted: selectNextDistance,
    serves: sameInputs,
    isItsTurn: selectIsSettled,
    // Whoever looks at the pane waits for it; what stands under the stops waits for everything else.
    whenIdle: (ask) => (selectOpenPane(draft.getState()) === 'distance' ? atOnce(ask) : whenIdle(ask)),
    ask: (request) => engine.distanceFromMha(request),
    read: ({ sweep }) => sweep.measured,
    put: (measured, { sweep }) => ({ sweep: withMeasured(sweep, measured) }),
  });
  return {
    stop() {
      leave();
      points.stop();
      draft.change(({ sweep }) => ({ sweep: emptied(sweep, null) }));
    },
  };
}

function atOnce(ask: () => void): () => void {
  ask();
  return () => {};
}

/** A sweep with the distance that was asked for last, which is one of its own once it is known. */
function withMeasured(sweep: SweepState, measured: Answer<number>): SweepState {
  const { known } = measured;
  if (known === null || known === sweep.measured.known) return { ...sweep, measured };
  const { seed, numKvHeads } = known.of.config;
  return { ...sweep, measured, distances: [...sweep.distances, { seed, numKvHeads, distance: known.value }] };
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
