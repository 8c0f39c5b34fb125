import type { StoreApi } from 'zustand/vanilla';
import { sameConfig } from '../../../attention/run/sameRun.ts';
import type { DecodeResult, Engine } from '../../../engine/Engine.ts';
import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { type DecodeSpeed, type DecodeState, isDecoding, NO_CHECK, NO_DECODE } from '../../facts/decode/decodeState.ts';
import { type DecodeRun, selectDecodeRun } from '../../shown/decoding/decodeRun.ts';
import { selectModelsProgress, selectWaitsForModels } from '../../shown/modelSelectors.ts';
import { checkRows } from './checkRows.ts';
import { decodedAfter } from './decodedAfter.ts';

export interface DecodeControllerOptions {
  /** The engine that runs now; null while none does. */
  readonly engine: () => Engine | null;
  /** Calls back after so many milliseconds: a timer, unless a test has its own. Returns a function that calls it off. */
  readonly after?: (milliseconds: number, callback: () => void) => () => void;
  /** Milliseconds of a clock that nobody sets: `performance.now`, unless a test has its own. */
  readonly now?: () => number;
}

/** What the buttons of decoding do. */
export interface DecodeControls {
  /** Reads the prompt, or feeds the next token. Pressed while a step runs, another follows it. */
  step(): void;
  /** Goes on to the last token. */
  play(): void;
  pause(): void;
  /** Frees the caches, and shows the plan again. */
  back(): void;
  /** Holds the rows so far against the full causal forward. */
  check(): void;
  /** Asks again for what failed. */
  retry(): void;
  setSpeed(speed: DecodeSpeed): void;
}

/** A step that an engine is at. */
interface Flight {
  readonly engine: Engine;
  readonly run: DecodeRun;
}

/**
 * Decodes what the settings say, step by step, as long as it is on screen. Whatever changes the numbers ends it, and frees the
 * caches; where another engine takes over, the next step fills its caches with all tokens that were there.
 */
export function connectDecode(
  store: StoreApi<AppState>,
  { engine, after = afterDelay, now = () => performance.now() }: DecodeControllerOptions,
): DecodeControls {
  let run = selectDecodeRun(store.getState());
  /** Tokens that are to be cached: more than are as long as steps are owed. */
  let target = 0;
  let flight: Flight | null = null;
  /** The engine with the caches. */
  let holder: Engine | null = null;
  let checking: object | null = null;
  let callOff = () => {};

  const decode = () => store.getState().decode;
  const cached = () => decode().decoded?.request.tokens.length ?? 0;

  function tell(patch: Partial<DecodeState>): void {
    store.setState(({ decode: state }) => ({ decode: { ...state, ...patch } }));
  }

  /** Begins the next step that is owed, once engine and models are there. */
  function pump(): void {
    if (flight !== null) return;
    const state = store.getState();
    const has = cached();
    if (run === null || target <= has) {
      if (state.decode.phase === 'waiting') tell({ phase: 'idle' });
      return;
    }
    if (state.engine.phase === 'failed') {
      fail(new Error(state.engine.error));
      return;
    }
    const running = engine();
    if (state.engine.phase === 'ready' && running !== null && !selectWaitsForModels(state))
      void feed({ engine: running, run }, has === 0 ? run.plan.prompt : has + 1);
  }

  async function feed(begun: Flight, count: number): Promise<void> {
    const start = now();
    const { plan, request } = begun.run;
    flight = begun;
    holder = begun.engine;
    checking = null;
    tell({ phase: 'stepping', error: undefined, check: NO_CHECK });
    try {
      const fed = { ...request, tokens: request.tokens.slice(0, count) };
      const result = await begun.engine.decode(fed, plan.tokens.length);
      if (flight !== begun) return;
      flight = null;
      take(begun.run, { ...result, request: fed }, start);
    } catch (error) {
      if (flight !== begun) return;
      flight = null;
      if (isAbort(error)) rest();
      else fail(error);
    }
  }

  function take({ plan }: DecodeRun, step: DecodeResult, start: number): void {
    const { length } = plan.tokens;
    const decoded = decodedAfter(decode().decoded, step, length, store.getState().engine.status);
    const isDone = step.request.tokens.length === length;
    tell({ phase: 'idle', decoded, ...(isDone && { isPlaying: false }) });
    if (isDone) check();
    else if (decode().isPlaying) playOn(start);
    else pump();
  }

  /** The next step comes so long after the last began as the speed has it. */
  function playOn(start: number): void {
    const { speed } = decode();
    const pace = speed === 'full' ? 0 : 1_000 / Number(speed);
    callOff = after(Math.max(0, pace - (now() - start)), () => {
      if (decode().isPlaying) owe();
    });
  }

  /** Owes one step more. */
  function owe(): void {
    if (run === null) return;
    const { tokens, prompt } = run.plan;
    target = Math.min(tokens.length, Math.max(prompt, Math.max(target, cached()) + 1));
    // Models that nothing else asked for are asked for by this.
    if (flight === null) tell({ phase: 'waiting', error: undefined });
    pump();
  }

  /** Stands still with what is there. */
  function rest(why: Pick<DecodeState, 'phase' | 'error'> = { phase: 'idle', error: undefined }): void {
    callOff();
    target = 0;
    flight = null;
    tell({ ...why, isPlaying: false });
  }

  function fail(error: unknown): void {
    rest({ phase: 'failed', error: sentenceOf(error) });
  }

  function end(): void {
    callOff();
    target = 0;
    flight = null;
    checking = null;
    // An engine that is gone holds nothing, and hears nothing.
    holder?.endDecode().catch(() => {});
    holder = null;
    const { decode: state } = store.getState();
    if (isDecoding(state) || state.isPlaying) tell({ ...NO_DECODE, speed: state.speed });
  }

  function check(): void {
    const { decoded } = decode();
    const running = engine();
    if (decoded === null || running === null) return;
    const begun = {};
    checking = begun;
    tell({ check: { phase: 'awaited' } });
    void checkRows(decoded, running, after, () => checking === begun).then((answer) => {
      if (checking === begun) tell({ check: answer });
    });
  }

  /** Another engine is at work, or none: what the last one held, and was at, is gone. */
  function loseCaches(): void {
    const { decoded, check: asked } = decode();
    const wasAtWork = flight !== null || decode().isPlaying;
    holder = null;
    checking = null;
    if (wasAtWork) rest();
    if (decoded) tell({ decoded: { ...decoded, isLost: true }, ...(asked.phase === 'awaited' && { check: NO_CHECK }) });
  }

  function follow(): void {
    const state = store.getState();
    const next = selectDecodeRun(state);
    if (next !== run && !(isDecoding(state.decode) && serves(run, next))) {
      run = next;
      const models = selectModelsProgress(state);
      if (state.decode.phase === 'waiting' && models.phase === 'failed') fail(new Error(models.error));
      else end();
    } else if (holder !== null && (state.engine.phase !== 'ready' || engine() !== holder)) loseCaches();
    else if (state.decode.phase === 'waiting') pump();
  }

  store.subscribe(follow);

  return {
    step() {
      callOff();
      owe();
    },
    play() {
      if (run === null || cached() === run.plan.tokens.length) return;
      tell({ isPlaying: true });
      if (flight === null) owe();
    },
    pause() {
      callOff();
      target = 0;
      // What waits for the engine hears of it, and waits no more.
      tell({ isPlaying: false });
    },
    back: end,
    check,
    retry() {
      const state = store.getState();
      if (state.engine.phase === 'failed' || selectModelsProgress(state).phase === 'failed') state.actions.retry();
      owe();
    },
    setSpeed: (speed) => tell({ speed }),
  };
}

/** True when what is decoded for `run` shows all of `next`: a window that was made narrow shows one mechanism of three. */
function serves(run: DecodeRun | null, next: DecodeRun | null): boolean {
  if (run === null || next === null) return false;
  const { config, mechanisms } = run.request;
  const isSame = next.plan === run.plan && sameConfig(next.request.config, config);
  return isSame && next.request.mechanisms.every((each) => mechanisms.includes(each));
}

function afterDelay(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
