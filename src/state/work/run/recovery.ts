import type { EngineLoss } from '../../../engine/Engine.ts';
import type { Notice } from '../../facts/notices.ts';

/** The next step after a loss. */
export interface Remedy {
  /**
   * `again`: another engine is asked for the same. `without`: another engine starts, which is not asked for what broke this
   * one. `wasm`: another engine starts, away from the GPU. `wait`: the user decides.
   */
  readonly kind: 'again' | 'without' | 'wasm' | 'wait';
  readonly notice: Notice;
}

export interface Recovery {
  after(loss: EngineLoss): Remedy;
  /** The user chose to go on: what happened before counts no more. */
  forget(): void;
}

/** Losses longer ago than this have nothing to do with the next. */
const MEMORY_MS = 60_000;
const MAX_CONTEXTS_LOST = 3;
const MAX_WORKERS_LOST = 2;

export const LOSS_NOTICE = 'engine lost';

/** Decides how to go on after an engine was lost, which must not become an endless round. `now`: steady milliseconds. */
export function createRecovery(now: () => number): Recovery {
  let losses: { readonly cause: EngineLoss['cause']; readonly at: number }[] = [];
  return {
    after(loss) {
      const { cause } = loss;
      losses = [...losses.filter(({ at }) => now() - at < MEMORY_MS), { cause, at: now() }];
      return remedyFor(loss, losses.filter((other) => other.cause === cause).length);
    },
    forget() {
      losses = [];
    },
  };
}

/** @param times how often it happened lately, this time included */
function remedyFor({ cause, sentence }: EngineLoss, times: number): Remedy {
  const notice = { id: LOSS_NOTICE, kind: 'error', action: 'retry' } as const;
  if (cause === 'memory') return { kind: 'without', notice: { ...notice, text: sentence } };
  if (cause === 'precision') {
    const text = `${sentence} Computing with WebAssembly instead.`;
    return { kind: 'wasm', notice: { id: LOSS_NOTICE, kind: 'warning', text } };
  }
  if (cause === 'context' && times >= MAX_CONTEXTS_LOST) {
    const text = `${sentence} That is ${times} times within a minute: computing with WebAssembly until you retry.`;
    return { kind: 'wasm', notice: { ...notice, kind: 'warning', text } };
  }
  if (cause === 'worker' && times >= MAX_WORKERS_LOST)
    return { kind: 'wait', notice: { ...notice, text: `${sentence} It had only just been started again.` } };
  const text = `${sentence} HeadRoom started again; text, settings and link are as they were.`;
  return { kind: 'again', notice: { id: LOSS_NOTICE, kind: 'warning', passing: true, text } };
}
