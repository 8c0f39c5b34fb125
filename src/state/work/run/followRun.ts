import { isCostly, runCost } from '../../../attention/run/cost.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { answers, haveKvHeadsMoved } from '../../../attention/run/sameRun.ts';
import { type Engine, NOT_FINITE, type RunResult } from '../../../engine/Engine.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { RunState } from '../../facts/appState.ts';
import type { Notice } from '../../facts/notices.ts';
import { selectWaitsForModels, trainedLayerAt } from '../../shown/modelSelectors.ts';
import { selectRequest } from '../../shown/wanted.ts';
import type { Draft } from '../draft.ts';
import { type End, type LatestOnly, latestOnly } from '../latestOnly.ts';
import { type KvHeadsAhead, kvHeadsAhead } from './kvHeadsAhead.ts';
import { tell } from './tell.ts';

export interface RunFollower {
  /** Runs on another engine, or none: what the one before answered counts no more. */
  use(engine: Engine | null): void;
  /** Asks no engine again, before `allow`, for what was worked on last, and says `error` of it instead. */
  refuse(error: string): void;
  allow(): void;
  /** Asks once more for what failed. */
  retry(): void;
  /** Works out the pictures of other numbers of KV heads that are not known yet. */
  workAhead(): void;
  stop(): void;
}

/** What one engine computes. */
interface Runs {
  readonly asked: LatestOnly<RunRequest>;
  readonly ahead: KvHeadsAhead;
  /** What it answered last; another engine's numbers don't count. */
  answered: RunRequest | null;
}

const RUN_NOTICE = 'run failed';

/** A file may hold any numbers: they are to blame, not what computes with them. */
const OVERFLOW = `The models that you opened give ${NOT_FINITE} here: their weights are too large. Open others.`;

/**
 * Keeps `run` and `result` what the settings ask for: one run in flight, the newest request kept; a run that takes long is
 * given up for a newer one. Settings that change no number cost no run. After a failed run the last good result stays;
 * where the retry of one fails as well, `onBroken` is told, for the engine may be to blame.
 */
export function followRun(draft: Draft, onBroken: () => void): RunFollower {
  let runs: Runs | null = null;
  let wanted: RunRequest | null = null;
  /** True when that has to wait for models. */
  let isHeld = false;
  /** What an engine worked on last. */
  let workedOn: RunRequest | null = null;
  /** What was too much for an engine, and why. */
  let refused: { readonly request: RunRequest; readonly error: string } | null = null;
  let isRetrying = false;

  function runsOf(engine: Engine): Runs {
    const asked = latestOnly<RunRequest, RunResult>({
      work(request) {
        workedOn = request;
        return engine.run(request);
      },
      report: (end) => draft.together(() => onEnd(begun, end)),
      isSame: answers,
      givesWay: ({ tokens, config, mechanisms }) => isCostly(runCost(tokens.length, config, mechanisms.length)),
    });
    const ahead = kvHeadsAhead(engine, (...at) => trainedLayerAt(draft.getState().models, ...at));
    const begun: Runs = { asked, ahead, answered: null };
    return begun;
  }

  function onEnd(of: Runs, end: End<RunRequest, RunResult>): void {
    if ('result' in end) {
      const result = { ...end.result, request: end.request };
      of.ahead.take(result);
      if (of.answered !== null && haveKvHeadsMoved(of.answered, end.request)) of.ahead.begin();
      show(of, result);
      isRetrying = false;
      if (end.isNewest) tellOfRun({ phase: 'idle' });
    } else if (end.isNewest && isRetrying) {
      isRetrying = false;
      onBroken();
    } else if (end.isNewest) {
      tellOfFailure(sentenceOf(end.error));
    }
  }

  function show(of: Runs, result: RunResult): void {
    of.answered = result.request;
    draft.change({ result });
  }

  function tellOfRun(run: RunState): void {
    tell(draft, { run }, RUN_NOTICE);
  }

  function tellOfFailure(reason: string): void {
    const isModels = draft.getState().settings.weights === 'own' && reason.includes(NOT_FINITE);
    const error = isModels ? OVERFLOW : reason;
    // Another try would give the same.
    const notice: Notice = { id: RUN_NOTICE, text: error, kind: 'error', ...(!isModels && { action: 'retry' }) };
    tell(draft, { run: { phase: 'failed', error } }, RUN_NOTICE, notice);
  }

  /** Makes run and picture follow what is wanted now. */
  function follow(): void {
    const state = draft.getState();
    wanted = selectRequest(state);
    isHeld = selectWaitsForModels(state);
    if (wanted === null) {
      runs?.asked.drop();
      tellOfRun({ phase: 'idle' });
    } else if (refused !== null && answers(refused.request, wanted)) {
      runs?.asked.drop();
      tellOfFailure(refused.error);
    } else if (runs === null) {
      if (state.engine.phase === 'starting') tellOfRun({ phase: 'queued' });
    } else if (isHeld) {
      runs.asked.drop();
      tellOfRun({ phase: 'queued' });
    } else if (isThere(runs, wanted)) {
      runs.asked.drop();
      tellOfRun({ phase: 'idle' });
    } else {
      tellOfRun({ phase: 'running' });
      runs.asked.ask(wanted);
    }
  }

  /** True when the picture shows what is wanted, be it from now on, for it was worked out ahead. */
  function isThere(of: Runs, request: RunRequest): boolean {
    if (of.answered !== null && answers(of.answered, request)) return true;
    const ahead = of.ahead.answerTo(request);
    if (ahead) show(of, ahead);
    return ahead !== undefined;
  }

  const leave = draft.follow(() => {
    const state = draft.getState();
    if (!isSameWish(wanted, selectRequest(state)) || isHeld !== selectWaitsForModels(state)) follow();
  });

  return {
    use(engine) {
      runs?.asked.drop();
      runs?.ahead.drop();
      runs = engine && runsOf(engine);
      isRetrying = false;
      draft.together(follow);
    },
    refuse(error) {
      refused = workedOn && { request: workedOn, error };
    },
    allow() {
      refused = null;
    },
    retry() {
      refused = null;
      isRetrying = true;
      draft.together(follow);
    },
    workAhead() {
      runs?.ahead.begin();
    },
    stop: leave,
  };
}

function isSameWish(a: RunRequest | null, b: RunRequest | null): boolean {
  return a === b || (a !== null && b !== null && answers(a, b));
}
