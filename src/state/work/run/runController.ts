import type { StoreApi } from 'zustand/vanilla';
import type { Analyst } from '../../../analysis/Analyst.ts';
import type { Engine, EngineLoss, EngineStatus } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import type { Notice } from '../../facts/notices.ts';
import type { Settings } from '../../facts/settings.ts';
import { selectBackend } from '../../shown/fasterBackend.ts';
import type { Follower, WhenIdle } from '../answers/follow.ts';
import { followAnswers } from '../answers/followAnswers.ts';
import { openDraft } from '../draft.ts';
import { type End, latestOnly } from '../latestOnly.ts';
import { followAhead } from './followAhead.ts';
import { followRun } from './followRun.ts';
import { createRecovery, LOSS_NOTICE } from './recovery.ts';
import { tell } from './tell.ts';

interface Started {
  readonly engine: Engine;
  readonly status: EngineStatus;
}

export interface RunControllerOptions {
  readonly startEngine: (backend: Settings['backend']) => Promise<Started>;
  /** What compares heads; it begins with the first comparison. */
  readonly analyst: Analyst;
  readonly whenIdle?: WhenIdle;
  /** Milliseconds of a clock that nobody sets: `performance.now`, unless a test has its own. */
  readonly now?: () => number;
}

/** An engine that started, and what keeps up with what its picture is looked at for. */
interface Session {
  readonly engine: Engine;
  readonly answers: Follower;
  readonly ahead: Follower;
}

/** A pause between two keystrokes of a quick typist is shorter: the self-checks never delay a run. */
const AUDIT_DELAY_MS = 200;
const ENGINE_NOTICE = 'engine';

/**
 * Starts the engine and keeps `result`, and what is worked out about it, the answer to what the store's settings ask.
 * `retry` asks once more for what failed, and if that fails too, asks a fresh engine. An engine that is lost is replaced as
 * `recovery.ts` decides. Returns the function that ends it all.
 */
export function connectEngine(store: StoreApi<AppState>, options: RunControllerOptions): () => void {
  const { startEngine, analyst, whenIdle = afterDelay, now = () => performance.now() } = options;
  const recovery = createRecovery(now);
  const draft = openDraft(store);
  let session: Session | null = null;
  let isConnected = true;
  /** The GPU fails too often: WebAssembly computes, whatever the settings say, until `retry` or another choice. */
  let isOffGpu = false;
  let backend = selectBackend(store.getState());
  let { retries } = store.getState();

  // One after the other: two engines that start or stop in one page at once would take each other's backend away.
  const starts = latestOnly({
    work: startEngine,
    report: (end: End<Settings['backend'], Started>) => draft.together(() => onStartEnd(end)),
    isSame: () => false,
  });

  function boot(): void {
    tell(draft, { engine: { phase: 'starting' } }, ENGINE_NOTICE);
    close();
    starts.ask(isOffGpu ? 'wasm' : selectBackend(draft.getState()));
  }

  /** The user's own choice: nothing that happened before stands in its way. */
  function bootAfresh(): void {
    recovery.forget();
    run.allow();
    isOffGpu = false;
    tell(draft, {}, LOSS_NOTICE);
    boot();
  }

  function onStartEnd(end: End<Settings['backend'], Started>): void {
    const isWanted = end.isNewest && isConnected;
    if ('result' in end) {
      if (isWanted) open(end.result);
      else end.result.engine.stop().catch(ignore);
    } else if (isWanted) {
      const text = sentenceOf(end.error);
      const notice: Notice = { id: ENGINE_NOTICE, text, kind: 'error', action: 'retry' };
      tell(draft, { engine: { phase: 'failed', error: text }, run: { phase: 'idle' } }, ENGINE_NOTICE, notice);
    }
  }

  function open({ engine, status }: Started): void {
    const reason = status.fallbackReason;
    const notice: Notice | undefined = reason ? { id: ENGINE_NOTICE, text: reason, kind: 'warning' } : undefined;
    tell(draft, { engine: { phase: 'ready', status } }, ENGINE_NOTICE, notice);
    run.use(engine);
    const answers = followAnswers(draft, { engine, analyst, whenIdle });
    // After those: what is awaited of the picture is known then.
    session = { engine, answers, ahead: followAhead(draft, run.workAhead, whenIdle) };
    void engine.lost.then((loss) => {
      if (session?.engine === engine) draft.together(() => onLost(loss));
    });
  }

  function onLost(loss: EngineLoss): void {
    const { kind, notice } = recovery.after(loss);
    const error = notice.text;
    if (kind === 'wait') {
      tell(draft, { engine: { phase: 'failed', error }, run: { phase: 'idle' } }, LOSS_NOTICE, notice);
      close();
      return;
    }
    if (kind === 'wasm') isOffGpu = true;
    if (kind === 'without') run.refuse(error);
    else tell(draft, {}, LOSS_NOTICE, notice);
    boot();
  }

  /** Ends the engine and what asks it. */
  function close(): void {
    session?.ahead.stop();
    session?.answers.stop();
    session?.engine.stop().catch(ignore);
    session = null;
    run.use(null);
  }

  function retry(): void {
    const {
      engine,
      run: { phase },
    } = draft.getState();
    if (engine.phase === 'failed' || isOffGpu) bootAfresh();
    else if (phase === 'failed') run.retry();
  }

  // Before the run: another backend's engine is asked, not the one that is about to go.
  const leave = draft.follow(() => {
    const before = { backend, retries };
    backend = selectBackend(draft.getState());
    ({ retries } = draft.getState());
    if (backend !== before.backend) bootAfresh();
    else if (retries !== before.retries) retry();
  });
  const run = followRun(draft, boot);
  draft.together(boot);
  return () => {
    isConnected = false;
    leave();
    run.stop();
    draft.together(close);
    draft.close();
  };
}

function afterDelay(callback: () => void): () => void {
  const timer = setTimeout(callback, AUDIT_DELAY_MS);
  return () => clearTimeout(timer);
}

/** A stopping engine has nobody left to tell. */
function ignore(): void {}
