import type { StoreApi } from 'zustand/vanilla';
import { SHIPPED_MODELS, type ShippedModel } from '../../../catalog/shippedModels.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { ShippedModelState } from '../../facts/models/modelsState.ts';
import { withNotice, withoutNotice } from '../../facts/notices.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectModelsProgress, selectWantedFiles } from '../../shown/modelSelectors.ts';
import type { WhenIdle } from '../answers/follow.ts';
import type { LoadModel } from './loadModel.ts';

const NOTICE_ID = 'models failed';

/**
 * Keeps `models.shipped` what the settings ask for: loads what is missing, gives up what is on its way and not wanted any
 * more, keeps what is here. What failed is tried again when it is chosen again, and on `retry`. Never rejects.
 *
 * @param whenIdle with it, the other models are loaded as well, one after the other, while the picture stands still: KV heads
 * then move without waiting. Nothing is said of that, nor of what fails of it before it is asked for
 */
export function followModels(store: StoreApi<AppState>, load: LoadModel, whenIdle?: WhenIdle): void {
  /** The files that could not be loaded before anybody asked for them. */
  const failedAhead = new Set<string>();
  let isPlanned = false;
  const loads = new Map<string, AbortController>();
  let wanted: readonly ShippedModel[] = [];
  let retries = store.getState().retries;

  /** `undefined` forgets the file. */
  function change(file: string, state: ShippedModelState | undefined): void {
    store.setState(({ models }) => {
      const { [file]: _before, ...others } = models.shipped;
      return { models: { ...models, shipped: state ? { ...others, [file]: state } : others } };
    });
  }

  async function start(model: ShippedModel, isRetry: boolean): Promise<void> {
    const { file } = model;
    const controller = new AbortController();
    const { signal } = controller;
    loads.set(file, controller);
    change(file, { phase: 'loading', loadedBytes: 0 });
    try {
      const loaded = await load(model, {
        cache: isRetry ? 'reload' : 'force-cache',
        signal,
        onProgress: (loadedBytes) => signal.aborted || change(file, { phase: 'loading', loadedBytes }),
      });
      if (!signal.aborted) change(file, { phase: 'ready', model: loaded });
    } catch (error) {
      if (!signal.aborted) fail(file, sentenceOf(error));
    }
    if (!signal.aborted) {
      loads.delete(file);
      tell();
    }
  }

  function fail(file: string, error: string): void {
    const isWanted = wanted.some((model) => model.file === file);
    if (!isWanted) failedAhead.add(file);
    change(file, isWanted ? { phase: 'failed', error } : undefined);
  }

  /** The next model to load before it is asked for. */
  function nextAhead(state: AppState): ShippedModel | undefined {
    if (state.settings.weights !== 'trained' || loads.size > 0 || !selectIsSettled(state)) return undefined;
    return SHIPPED_MODELS.models.find(({ file }) => !state.models.shipped[file] && !failedAhead.has(file));
  }

  function planAhead(): void {
    if (!whenIdle || isPlanned || !nextAhead(store.getState())) return;
    isPlanned = true;
    whenIdle(() => {
      isPlanned = false;
      const model = nextAhead(store.getState());
      if (model) void start(model, false);
    });
  }

  function tell(): void {
    const { phase, error } = selectModelsProgress(store.getState());
    store.setState(({ notices }) => {
      if (phase !== 'failed') return { notices: withoutNotice(notices, NOTICE_ID) };
      const text = `${error} Until all three are there, weights are random.`;
      return { notices: withNotice(notices, { id: NOTICE_ID, text, kind: 'error', action: 'retry' }) };
    });
  }

  function follow(): void {
    keepUp();
    planAhead();
  }

  function keepUp(): void {
    const state = store.getState();
    const files = selectWantedFiles(state);
    if (files === wanted && state.retries === retries) return;
    wanted = files;
    retries = state.retries;
    for (const [file, controller] of loads) {
      if (files.some((model) => model.file === file)) continue;
      controller.abort();
      loads.delete(file);
      change(file, undefined);
    }
    for (const model of files) {
      const phase = store.getState().models.shipped[model.file]?.phase;
      if (phase === undefined || phase === 'failed') {
        const hasFailed = failedAhead.delete(model.file) || phase === 'failed';
        void start(model, hasFailed);
      }
    }
    tell();
  }

  store.subscribe(follow);
  follow();
}
