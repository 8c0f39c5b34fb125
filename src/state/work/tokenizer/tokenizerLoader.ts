import type { StoreApi } from 'zustand/vanilla';
import type { O200kEncoder } from '../../../attention/tokenizers/o200k.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import { freeLostCell } from '../../applySettings.ts';
import type { AppState, O200kState } from '../../facts/appState.ts';
import { withNotice, withoutNotice } from '../../facts/notices.ts';
import type { O200kLoadOptions } from './loadO200k.ts';

export type LoadO200k = (options: O200kLoadOptions) => Promise<O200kEncoder>;

const NOTICE_ID = 'tokenizer failed';

/**
 * Loads GPT-4o BPE into the store, once; after a failure, again whenever asked. A failure is told as long as it is the
 * tokenizer that is chosen. Never rejects.
 */
export function createTokenizerLoader(store: StoreApi<AppState>, load: LoadO200k): () => Promise<void> {
  const change = (patch: Partial<O200kState>) => {
    store.setState((state) => ({ o200k: { ...state.o200k, ...patch } }));
  };

  return async () => {
    const { phase } = store.getState().o200k;
    if (phase === 'loading' || phase === 'ready') return;
    store.setState(({ o200k: { error: _outdated, ...kept }, notices }) => ({
      o200k: { ...kept, phase: 'loading', loadedBytes: 0 },
      notices: withoutNotice(notices, NOTICE_ID),
    }));
    try {
      const encoder = await load({
        cache: phase === 'failed' ? 'reload' : 'default',
        onProgress: (loadedBytes) => change({ loadedBytes }),
      });
      store.setState((state) => freeLostCell({ ...state, o200k: { ...state.o200k, phase: 'ready', encoder } }));
    } catch (error) {
      const text = sentenceOf(error);
      change({ phase: 'failed', error: text });
      const notice = { id: NOTICE_ID, text, kind: 'error', action: 'retry', about: ['tokenizer'] } as const;
      store.setState(({ settings, notices }) =>
        settings.tokenizer === 'o200k' ? { notices: withNotice(notices, notice) } : {},
      );
    }
  };
}
