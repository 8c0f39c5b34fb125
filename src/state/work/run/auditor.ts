import type { StoreApi } from 'zustand/vanilla';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameInputs } from '../../../attention/run/sameRun.ts';
import type { Engine } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { latestOnly } from '../latestOnly.ts';

/** Calls back once when the page had a moment's rest; the function returned calls that off. */
export type WhenIdle = (callback: () => void) => () => void;

export interface Auditor {
  /** Audits `request` when idle; the picture it belongs to is on screen. */
  auditSoon(request: RunRequest): void;
  /** The picture is about to change: whatever is under way counts no more. */
  cancel(): void;
}

/** Runs the self-checks in the background, for the newest picture only. A failure is noted and disturbs nothing else. */
export function createAuditor(store: StoreApi<AppState>, engine: Engine, whenIdle: WhenIdle): Auditor {
  let callOff = () => {};
  let audited: RunRequest | null = null;
  const change = (patch: Partial<AppState['audit']>) => {
    store.setState(({ audit: { error: _outdated, ...kept } }) => ({ audit: { ...kept, ...patch } }));
  };

  const audits = latestOnly({
    work: (request: RunRequest) => engine.audit(request),
    isSame: sameInputs,
    report(end) {
      if (!end.isNewest) return;
      if ('error' in end) change({ phase: 'failed', error: sentenceOf(end.error) });
      else {
        audited = end.request;
        change({ phase: 'ready', result: { ...end.result, request: end.request } });
      }
    },
  });

  return {
    auditSoon(request) {
      callOff();
      if (audited !== null && sameInputs(audited, request)) return change({ phase: 'ready' });
      change({ phase: 'running' });
      callOff = whenIdle(() => audits.ask(request));
    },
    cancel() {
      callOff();
      audits.drop();
      if (store.getState().audit.phase !== 'idle') change({ phase: 'idle' });
    },
  };
}
