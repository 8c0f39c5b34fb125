import type { StoreApi } from 'zustand/vanilla';
import type { ShippedModel } from '../../../catalog/shippedModels.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { ShippedModelState } from '../../facts/models/modelsState.ts';
import { withNotice, withoutNotice } from '../../facts/notices.ts';
import { selectModelsProgress, selectWantedFiles } from '../../shown/modelSelectors.ts';
import type { LoadModel } from './loadModel.ts';

const NOTICE_ID = 'models failed';

/**
 * Keeps `models.shipped` what the settings ask for: loads what is missing, gives up what is on its way and not wanted any
 * more, keeps what is here. What failed is tried again when it is chosen anew, and on `retry`. Never rejects.
 */
export function followModels(store: StoreApi<AppState>, load: LoadModel): void {
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
      if (!signal.aborted) change(file, { phase: 'failed', error: sentenceOf(error) });
    }
    if (!signal.aborted) {
      loads.delete(file);
      tell();
    }
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
      if (phase === undefined || phase === 'failed') void start(model, phase === 'failed');
    }
    tell();
  }

  store.subscribe(follow);
  follow();
}
