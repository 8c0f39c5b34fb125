import type { AppState } from '../../facts/appState.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import type { Follower, WhenIdle } from '../answers/follow.ts';
import type { Draft } from '../draft.ts';

/**
 * With trained weights, works out the other numbers of KV heads before anybody moved them, once all else about the picture is
 * there, and again when a model arrives: a first drag then takes no longer than the next.
 */
export function followAhead(draft: Draft, workAhead: () => void, whenIdle: WhenIdle): Follower {
  let seen: readonly unknown[] | null = null;
  let callOff = () => {};

  const leave = draft.follow(() => {
    const state = draft.getState();
    const next = isDue(state) ? [state.result, state.models.shipped] : null;
    if (next?.every((part, index) => part === seen?.[index])) return;
    if (seen !== null) callOff();
    seen = next;
    if (next !== null) callOff = whenIdle(workAhead);
  });
  return {
    stop() {
      leave();
      callOff();
    },
  };
}

function isDue(state: AppState): boolean {
  return state.result?.request.config.trained !== undefined && selectIsSettled(state);
}
