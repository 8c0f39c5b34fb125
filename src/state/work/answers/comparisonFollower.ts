import type { StoreApi } from 'zustand/vanilla';
import type { Analyst, HeadSource } from '../../../analysis/Analyst.ts';
import type { Comparison, HeadMaps } from '../../../attention/comparison/comparison.ts';
import { sameInputs } from '../../../attention/run/sameRun.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState, ComparisonState } from '../../facts/appState.ts';
import { followStore } from '../../followStore.ts';
import { derive } from '../../shown/derive.ts';
import { selectIsStale, selectOpenPane } from '../../shown/wanted.ts';
import { latestOnly } from '../latestOnly.ts';

export interface ComparisonFollower {
  stop(): void;
}

/** Whether a pane is open that shows a comparison of heads. */
function selectIsShown(state: AppState): boolean {
  const pane = selectOpenPane(state);
  return pane === 'difference' || pane === 'likeness';
}

/** The picture whose heads are to be compared: the one on screen, where it stands still and a pane asks for it. */
const selectWantedPicture: (state: AppState) => RunResult | null = derive(
  (state) => [state.result, state.run.phase === 'idle' && !selectIsStale(state) && selectIsShown(state)],
  (result, isWanted) => (isWanted ? result : null),
);

/**
 * Keeps `comparison` that of the picture on screen, as long as a pane shows it: a newer picture, or the pane's end, ends
 * the work between two heads. A failure disturbs nothing else, and waits for `retry`.
 */
export function followComparison(store: StoreApi<AppState>, engine: Engine, analyst: Analyst): ComparisonFollower {
  let followed: RunResult | null = null;
  let wasShown = false;
  let retries = store.getState().retries;
  let controller = new AbortController();
  const change = (patch: Partial<ComparisonState>) => {
    store.setState(({ comparison: { error: _outdated, ...kept } }) => ({ comparison: { ...kept, ...patch } }));
  };

  const comparisons = latestOnly<RunResult, Comparison>({
    work(picture) {
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      const onProgress = (done: number) => signal.aborted || change({ done });
      return analyst.compare(headsOf(picture, engine), { signal, onProgress });
    },
    isSame: isSamePicture,
    givesWay: () => true,
    report(end) {
      if (!end.isNewest) return;
      if ('error' in end) change({ phase: 'failed', error: sentenceOf(end.error) });
      else change({ phase: 'ready', result: { ...end.result, request: end.request.request } });
    },
  });

  function drop(): void {
    comparisons.drop();
    controller.abort();
  }

  function endThread(): void {
    drop();
    analyst.stop();
  }

  function follow(): void {
    const state = store.getState();
    const wanted = selectWantedPicture(state);
    const isRetry = state.retries !== retries && state.comparison.phase === 'failed';
    retries = state.retries;
    const isClosed = wasShown && !selectIsShown(state);
    wasShown = selectIsShown(state);
    // Also where the picture was stale, and nothing wanted, when the pane was closed.
    if (isClosed) endThread();
    if (wanted === followed && !isRetry) return;
    followed = wanted;
    const { result } = state.comparison;
    if (wanted === null) {
      drop();
      change({ phase: 'idle' });
    } else if (result !== null && sameInputs(result.request, wanted.request)) {
      drop();
      change({ phase: 'ready' });
    } else {
      change({ phase: 'collecting', done: 0, total: wanted.request.config.numHeads });
      comparisons.ask(wanted);
    }
  }

  return followStore(store, follow, () => {
    endThread();
    change({ phase: 'idle', result: null });
  });
}

function isSamePicture(a: RunResult, b: RunResult): boolean {
  return sameInputs(a.request, b.request);
}

/** Whole heads: those on screen where maps show every weight, else one after the other from the engine. */
function headsOf({ request, maps }: RunResult, engine: Engine): HeadSource {
  const { numHeads, causal } = request.config;
  const sequenceLength = request.tokens.length;
  return {
    sizes: { numHeads, sequenceLength, causal },
    async mapsOf(queryHead) {
      const isWhole = Object.values(maps).every(({ stride }) => stride === 1);
      const fetched = isWhole ? null : (await engine.heads(request, queryHead)).attentionWeights;
      const mapOf = (mechanism: Mechanism) => {
        const size = sequenceLength ** 2;
        // A copy: the picture keeps its own.
        const shown = maps[mechanism]?.cells.slice(queryHead * size, (queryHead + 1) * size);
        const map = fetched ? fetched[mechanism] : shown;
        if (!map) throw new Error(`The engine gave no weights of query head ${queryHead} to compare.`);
        return map;
      };
      return { mha: mapOf('mha'), gqa: mapOf('gqa'), mqa: mapOf('mqa') } satisfies HeadMaps;
    },
  };
}
