import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../attention/run/request.ts';
import { isAbort } from '../../errors/abort.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import type { Insight } from '../facts/answer.ts';
import type { AppState } from '../facts/appState.ts';
import { followStore } from '../followStore.ts';
import { latestOnly } from '../work/latestOnly.ts';

interface Following<Value> {
  /** The request that the insight is wanted of; the very same object as long as it is the same, null for none. */
  readonly select: (state: AppState) => RunRequest | null;
  /** Whether what was worked out for `known` serves `wanted`. */
  readonly serves: (known: RunRequest, wanted: RunRequest) => boolean;
  readonly work: (request: RunRequest) => Promise<Value>;
  readonly read: (state: AppState) => Insight<Value>;
  readonly write: (insight: Insight<Value>) => Partial<AppState>;
}

/**
 * Keeps an insight that of the picture on screen. Other work goes before it: what was ended by it (an error named
 * "AbortError") is asked for again where it is still wanted. A failure disturbs nothing else, and waits for `retry`.
 */
export function followPicture<Value>(store: StoreApi<AppState>, following: Following<Value>): { stop(): void } {
  const { select, serves, work, read, write } = following;
  let followed: RunRequest | null = null;
  let retries = store.getState().retries;
  const change = (patch: Partial<Insight<Value>>) =>
    store.setState((state) => {
      const { error: _outdated, ...kept } = read(state);
      return write({ ...kept, ...patch });
    });

  const works = latestOnly<RunRequest, Value>({
    work,
    isSame: serves,
    report(end) {
      if (!end.isNewest) return;
      if ('result' in end) change({ phase: 'ready', result: { request: end.request, value: end.result } });
      else if (isAbort(end.error)) {
        followed = null;
        follow();
      } else change({ phase: 'failed', error: sentenceOf(end.error) });
    },
  });

  function follow(): void {
    const state = store.getState();
    const wanted = select(state);
    const isRetry = state.retries !== retries && read(state).phase === 'failed';
    retries = state.retries;
    if (wanted === followed && !isRetry) return;
    followed = wanted;
    const { result } = read(state);
    if (wanted !== null && (result === null || !serves(result.request, wanted))) {
      change({ phase: 'working' });
      works.ask(wanted);
    } else {
      works.drop();
      change({ phase: wanted === null ? 'idle' : 'ready' });
    }
  }

  return followStore(store, follow, () => {
    works.drop();
    change({ phase: 'idle', result: null });
  });
}
