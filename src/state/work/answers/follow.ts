import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { Answer, Going, Known, Progress } from '../../facts/answer.ts';
import type { AppState } from '../../facts/appState.ts';
import type { Draft } from '../draft.ts';
import { latestOnly } from '../latestOnly.ts';

/** Calls back once when the page had a moment's rest; the function returned calls that off. */
export type WhenIdle = (callback: () => void) => () => void;

export interface AskOptions {
  /** Aborted once the answer is of no use any more. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** How an answer is come by. */
export interface Asking<Value, Of> {
  readonly ask: (wanted: Of, options: AskOptions) => Promise<Value>;
  /** True when what is asked gives way at once to what is wanted instead, rather than end first. */
  readonly givesWay?: boolean;
  /** What it waits for before it is asked, where it must delay nothing. */
  readonly whenIdle?: WhenIdle;
  /** True when what is known stays on screen when the engine goes that gave it. The next one is asked all the same. */
  readonly outlivesEngine?: boolean;
}

interface Following<Value, Of> extends Asking<Value, Of> {
  /** What is wanted now, the very same object as long as it is the same; null for nothing. */
  readonly wanted: (state: AppState) => Of | null;
  /** True when what is known of `known` is what is wanted of `wanted`. */
  readonly serves: (known: Of, wanted: Of) => boolean;
  /** True when it may be asked yet. */
  readonly isItsTurn: (state: AppState) => boolean;
  readonly read: (state: AppState) => Answer<Value, Of>;
  readonly put: (answer: Answer<Value, Of>, state: AppState) => Partial<AppState>;
}

export interface Follower {
  /** Ends it, with what one engine made known. */
  stop(): void;
}

/**
 * Keeps an answer what is wanted: one question at a time, the newest kept. What other work ended (an error named
 * "AbortError") is asked again where it is still wanted. A failure disturbs nothing else, and waits for `retry`. An answer
 * that a newer wish has overtaken is known all the same: while a cell is moved, its numbers move along.
 */
export function follow<Value, Of>(draft: Draft, following: Following<Value, Of>): Follower {
  const { wanted, serves, isItsTurn, read, put, ask, givesWay = false, whenIdle, outlivesEngine = false } = following;
  let followed: Of | null = null;
  /** True when that is still to be asked. */
  let isDue = false;
  /** What this engine made known: another one's is shown, but is not what is wanted. */
  let own: Known<Value, Of> | null = null;
  let retries = draft.getState().retries;
  let controller = new AbortController();
  let callOff = () => {};

  const questions = latestOnly<Of, Value>({
    work(of) {
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      return ask(of, { signal, onProgress: (progress) => signal.aborted || tell({ phase: 'awaited', progress }) });
    },
    isSame: serves,
    givesWay: () => givesWay,
    report: (end) =>
      draft.together(() => {
        if ('result' in end) {
          own = { of: end.request, value: end.result };
          tell({ phase: end.isNewest ? 'here' : 'awaited' }, own);
        } else if (!end.isNewest) return;
        else if (isAbort(end.error)) isDue = true;
        else tell({ phase: 'failed', error: sentenceOf(end.error) });
      }),
  });

  function tell(going: Going, known = read(draft.getState()).known): void {
    draft.change((state) => put({ ...going, known }, state));
  }

  function drop(): void {
    isDue = false;
    callOff();
    questions.drop();
    controller.abort();
  }

  function keepUp(): void {
    const state = draft.getState();
    const { phase, known } = read(state);
    const next = wanted(state);
    const isRetry = state.retries !== retries && phase === 'failed';
    retries = state.retries;
    if (next !== followed || isRetry) {
      followed = next;
      isDue = next !== null && !(known !== null && known === own && serves(known.of, next));
      if (!isDue) drop();
      tell({ phase: isDue ? 'awaited' : next === null ? 'idle' : 'here' });
    }
    if (next === null || !isDue) return;
    const isTurn = isItsTurn(state);
    // What may not be asked at once takes no answer to what was asked before.
    if (!isTurn || whenIdle) drop();
    isDue = !isTurn;
    if (isTurn && whenIdle) callOff = whenIdle(() => questions.ask(next));
    else if (isTurn) questions.ask(next);
  }

  const leave = draft.follow(keepUp);
  return {
    stop() {
      leave();
      drop();
      tell({ phase: 'idle' }, outlivesEngine ? undefined : null);
    },
  };
}
