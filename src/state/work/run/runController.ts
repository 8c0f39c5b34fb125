import type { StoreApi } from 'zustand/vanilla';
import type { Analyst } from '../../../analysis/Analyst.ts';
import { isCostly, runCost } from '../../../attention/run/cost.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { answers, haveKvHeadsMoved } from '../../../attention/run/sameRun.ts';
import type { Engine, EngineLoss, EngineStatus, RunResult } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { type Notice, withNotice, withoutNotice } from '../../facts/notices.ts';
import type { Settings } from '../../facts/settings.ts';
import { selectWaitsForModels } from '../../shown/modelSelectors.ts';
import { selectRequest } from '../../shown/wanted.ts';
import { followComparison } from '../answers/comparisonFollower.ts';
import { followLabels, followNextWord } from '../answers/followInsights.ts';
import { followHead } from '../answers/headFollower.ts';
import { followSweep } from '../answers/sweepFollower.ts';
import { followTrace } from '../answers/traceFollower.ts';
import { type End, type LatestOnly, latestOnly } from '../latestOnly.ts';
import { type Auditor, createAuditor, type WhenIdle } from './auditor.ts';
import { type KvHeadsAhead, kvHeadsAhead } from './kvHeadsAhead.ts';
import { createRecovery, LOSS_NOTICE } from './recovery.ts';

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

/** An engine that started, with what it has to do. */
interface Session {
  readonly engine: Engine;
  readonly runs: LatestOnly<RunRequest>;
  readonly ahead: KvHeadsAhead;
  readonly auditor: Auditor;
  /** What keeps up with what the picture is looked at for. */
  readonly followers: readonly { stop(): void }[];
}

/** A pause between two keystrokes of a quick typist is shorter: the self-checks never delay a run. */
const AUDIT_DELAY_MS = 200;
const ENGINE_NOTICE = 'engine';
const RUN_NOTICE = 'run failed';

/**
 * Starts the engine and keeps `result` the answer to what the store's settings ask: one run in flight, the newest request
 * kept; a run that takes long is given up for a newer one. Settings that change no number cost no run. After a failed run
 * the last good result stays; `retry` asks once more, and if that fails too, asks a fresh engine. An engine that is lost is
 * replaced as `recovery.ts` decides. Returns the function that ends it all.
 */
export function connectEngine(store: StoreApi<AppState>, options: RunControllerOptions): () => void {
  const { startEngine, analyst, whenIdle = afterDelay, now = () => performance.now() } = options;
  const recovery = createRecovery(now);
  let session: Session | null = null;
  let isConnected = true;
  let wanted: RunRequest | null = null;
  /** Whether that has to wait for models. */
  let isHeld = false;
  /** What this engine answered last; another engine's numbers don't count. */
  let answered: RunRequest | null = null;
  /** What the engine worked on last. */
  let workedOn: RunRequest | null = null;
  /** What was too much for the engine, and why: not asked again before `retry`. */
  let refused: { readonly request: RunRequest; readonly error: string } | null = null;
  /** The GPU fails too often: WebAssembly computes, whatever the settings say, until `retry` or another choice. */
  let isOffGpu = false;
  let isRetrying = false;

  // One after the other: two engines that start or stop in one page at once would take each other's backend away.
  const starts = latestOnly({ work: startEngine, report: onStartEnd, isSame: () => false });

  function boot(): void {
    close();
    tell({ engine: { phase: 'starting' } }, ENGINE_NOTICE);
    follow();
    starts.ask(isOffGpu ? 'wasm' : store.getState().settings.backend);
  }

  /** The user's own choice: nothing that happened before stands in its way. */
  function bootAfresh(): void {
    recovery.forget();
    refused = null;
    isOffGpu = false;
    tell({}, LOSS_NOTICE);
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
      tell({ engine: { phase: 'failed', error: text }, run: { phase: 'idle' } }, ENGINE_NOTICE, notice);
    }
  }

  function open({ engine, status }: Started): void {
    const runs = latestOnly({
      work(request: RunRequest) {
        workedOn = request;
        return engine.run(request);
      },
      report: onRunEnd,
      isSame: answers,
      givesWay: ({ tokens, config, mechanisms }) => isCostly(runCost(tokens.length, config, mechanisms.length)),
    });
    session = {
      engine,
      runs,
      ahead: kvHeadsAhead(engine),
      auditor: createAuditor(store, engine, whenIdle),
      followers: [followHead, followTrace, followSweep, followComparison, followNextWord, followLabels].map((follow) =>
        follow(store, engine, analyst),
      ),
    };
    const reason = status.fallbackReason;
    const notice: Notice | undefined = reason ? { id: ENGINE_NOTICE, text: reason, kind: 'warning' } : undefined;
    tell({ engine: { phase: 'ready', status } }, ENGINE_NOTICE, notice);
    follow();
    void engine.lost.then((loss) => {
      if (session?.engine === engine) onLost(loss);
    });
  }

  function onLost(loss: EngineLoss): void {
    const { kind, notice } = recovery.after(loss);
    const error = notice.text;
    isRetrying = false;
    if (kind === 'wait') {
      close();
      tell({ engine: { phase: 'failed', error }, run: { phase: 'idle' } }, LOSS_NOTICE, notice);
      return;
    }
    if (kind === 'wasm') isOffGpu = true;
    if (kind === 'without') refused = workedOn && { request: workedOn, error };
    else tell({}, LOSS_NOTICE, notice);
    boot();
  }

  function close(): void {
    session?.runs.drop();
    session?.ahead.drop();
    session?.auditor.cancel();
    for (const follower of session?.followers ?? []) follower.stop();
    session?.engine.stop().catch(ignore);
    session = null;
    answered = null;
  }

  /** Makes engine and state follow what is wanted now. */
  function follow(): void {
    const request = selectRequest(store.getState());
    wanted = request;
    isHeld = selectWaitsForModels(store.getState());
    session?.auditor.cancel();
    if (request === null) {
      session?.runs.drop();
      tell({ run: { phase: 'idle' } }, RUN_NOTICE);
    } else if (refused !== null && answers(refused.request, request)) {
      session?.runs.drop();
      tellOfFailure(refused.error);
    } else if (session === null) {
      if (store.getState().engine.phase === 'starting') tell({ run: { phase: 'queued' } }, RUN_NOTICE);
    } else if (isHeld) {
      session.runs.drop();
      tell({ run: { phase: 'queued' } }, RUN_NOTICE);
    } else if (answered !== null && answers(answered, request)) {
      session.runs.drop();
      onPictureReady(session, request);
    } else {
      const ahead = session.ahead.answerTo(request);
      if (ahead) {
        session.runs.drop();
        show(ahead);
        onPictureReady(session, request);
      } else {
        tell({ run: { phase: 'running' } }, RUN_NOTICE);
        session.runs.ask(request);
      }
    }
  }

  function show(result: RunResult): void {
    answered = result.request;
    store.setState({ result });
  }

  function onRunEnd(end: End<RunRequest, RunResult>): void {
    if (session === null) return;
    if ('result' in end) {
      const result = { ...end.result, request: end.request };
      if (answered !== null && haveKvHeadsMoved(answered, end.request)) session.ahead.begin(result);
      else session.ahead.drop();
      show(result);
      isRetrying = false;
      if (end.isNewest) onPictureReady(session, end.request);
    } else if (end.isNewest && isRetrying) {
      isRetrying = false;
      boot();
    } else if (end.isNewest) {
      tellOfFailure(sentenceOf(end.error));
    }
  }

  function tellOfFailure(error: string): void {
    const notice: Notice = { id: RUN_NOTICE, text: error, kind: 'error', action: 'retry' };
    tell({ run: { phase: 'failed', error } }, RUN_NOTICE, notice);
  }

  function onPictureReady({ auditor }: Session, request: RunRequest): void {
    auditor.auditSoon(request);
    tell({ run: { phase: 'idle' } }, RUN_NOTICE);
  }

  function retry(): void {
    const { engine, run } = store.getState();
    if (engine.phase === 'failed' || isOffGpu) bootAfresh();
    else if (run.phase === 'failed') {
      refused = null;
      isRetrying = true;
      follow();
    }
  }

  /** Changes the state and, with it, the one notice of `noticeId`. */
  function tell(patch: Partial<AppState>, noticeId: string, notice?: Notice): void {
    store.setState(({ notices }) => ({
      ...patch,
      notices: notice ? withNotice(notices, notice) : withoutNotice(notices, noticeId),
    }));
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.settings.backend !== previous.settings.backend) bootAfresh();
    else if (state.retries !== previous.retries) retry();
    else if (!isSameWish(wanted, selectRequest(state)) || isHeld !== selectWaitsForModels(state)) follow();
  });
  boot();
  return () => {
    unsubscribe();
    isConnected = false;
    close();
  };
}

function isSameWish(a: RunRequest | null, b: RunRequest | null): boolean {
  return a === b || (a !== null && b !== null && answers(a, b));
}

function afterDelay(callback: () => void): () => void {
  const timer = setTimeout(callback, AUDIT_DELAY_MS);
  return () => clearTimeout(timer);
}

/** A stopping engine has nobody left to tell. */
function ignore(): void {}
