import type { Comparison } from '../../attention/comparison/comparison.ts';
import type { HeadLabel } from '../../attention/labels/headLabels.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import type { O200kEncoder } from '../../attention/tokenizers/o200k.ts';
import type { NextWord } from '../../attention/trained/nextWord.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { AuditResult, CellTrace, EngineStatus, HeadWeights, RunResult } from '../../engine/Engine.ts';
import type { Insight } from './answer.ts';
import type { ModelsState } from './models/modelsState.ts';
import type { Notice } from './notices.ts';
import type { Preferences } from './preferences.ts';
import type { LockedCell, Settings } from './settings.ts';
import type { ConversionState } from './train/conversionState.ts';
import type { TrainingState } from './train/trainingState.ts';

export interface EngineState {
  readonly phase: 'starting' | 'ready' | 'failed';
  /** What runs; present once ready. */
  readonly status?: EngineStatus;
  /** A sentence; present when failed. */
  readonly error?: string;
}

export interface RunState {
  /** `queued`: there is something to compute and the engine isn't ready for it yet. */
  readonly phase: 'idle' | 'queued' | 'running' | 'failed';
  /** A sentence; present when failed. */
  readonly error?: string;
}

export interface AuditState {
  readonly phase: 'idle' | 'running' | 'ready' | 'failed';
  /** The last audit that finished; it belongs to `result.request`. */
  readonly result: AuditResult | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

/** The lit cell's head, whole, where the maps show the largest weight of a block alone. */
export interface FocusState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** The last one that came; `selectFocusedHead` says whether it is of the picture on screen. */
  readonly head: HeadWeights | null;
}

/** The arithmetic of the cell that Inspect shows. */
export interface TraceState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** The last one that came; `selectShownTrace` says whether it is of the picture on screen. */
  readonly result: CellTrace | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

/** A comparison with the run that it is of. */
export interface RunComparison extends Comparison {
  readonly request: RunRequest;
}

/** How alike heads are and where mechanisms differ, worked out while a pane of Inspect shows it. */
export interface ComparisonState {
  readonly phase: 'idle' | 'collecting' | 'ready' | 'failed';
  /** Heads compared so far, of how many; they are of the last comparison that began. */
  readonly done: number;
  readonly total: number;
  /** The last one that finished; `selectComparisonIsStale` says whether it is of the picture on screen. */
  readonly result: RunComparison | null;
  /** A sentence; present when failed. */
  readonly error?: string;
}

/** One output, measured: how far it is from MHA's, relative L2. */
export interface SweptDistance {
  readonly seed: number;
  readonly numKvHeads: number;
  readonly distance: number;
}

/** How far the output is from MHA's, with each number of KV heads. Measured while Inspect shows it. */
export interface SweepState {
  /** What `distances` belong to, GQA's KV heads aside; null while there is no text, or no engine. */
  readonly request: RunRequest | null;
  /** In the order they came. */
  readonly distances: readonly SweptDistance[];
  /** The spread over seeds. `cancelled`: another text, settings or engine came before it was done. */
  readonly spread: 'none' | 'wanted' | 'stopped' | 'cancelled';
  /** A sentence; present when failed. */
  readonly error?: string;
}

export interface O200kState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** A sentence; present when failed. */
  readonly error?: string;
  readonly encoder: O200kEncoder | null;
  /** The tokenizer whose picture stays up while GPT-4o BPE is chosen but not there. */
  readonly meanwhile: TokenizerId;
}

/** Facts only: whatever follows from them is a selector. */
export interface AppState {
  readonly settings: Settings;
  readonly notices: readonly Notice[];
  readonly engine: EngineState;
  readonly run: RunState;
  /** The last run that succeeded, with the request it answers. */
  readonly result: RunResult | null;
  readonly audit: AuditState;
  readonly focus: FocusState;
  readonly comparison: ComparisonState;
  readonly trace: TraceState;
  readonly sweep: SweepState;
  readonly o200k: O200kState;
  readonly models: ModelsState;
  readonly training: TrainingState;
  readonly conversion: ConversionState;
  /** What each query head does on this text, where weights are trained. */
  readonly labels: Insight<Readonly<Partial<Record<Mechanism, readonly HeadLabel[]>>>>;
  /** What each model takes for the next token, where weights are trained. */
  readonly nextWord: Insight<Readonly<Partial<Record<Mechanism, NextWord>>>>;
  /** The cell under the pointer or the keyboard focus. */
  readonly hover: LockedCell | null;
  /** The mechanisms on screen: only these are computed. */
  readonly visibleMechanisms: readonly Mechanism[];
  /** The most cells along its side that a map on screen can show. */
  readonly mapSide: number;
  readonly preferences: Preferences;
  /** How often the user asked to try again; the run controller acts on each. */
  readonly retries: number;
  readonly actions: AppActions;
}

export interface AppActions {
  /** Changes settings; values that don't fit together move to the nearest that do, with a notice. */
  update(patch: Partial<Settings>): void;
  /** Takes over a whole link: settings and what could not be read of it. */
  openLink(settings: Settings, notices: readonly Notice[]): void;
  notify(notice: Notice): void;
  dismiss(noticeId: string): void;
  setHover(cell: LockedCell | null): void;
  setVisibleMechanisms(mechanisms: readonly Mechanism[]): void;
  setMapSide(mapSide: number): void;
  setPreferences(patch: Partial<Preferences>): void;
  /** Measures on, or stops, a spread of the distances over seeds. What is measured stays. */
  setSpread(isWanted: boolean): void;
  /** Goes on with a sweep that failed. */
  retrySweep(): void;
  /** Reads the models in a file and makes them the user's own; a notice says so where that can't be. */
  openModels(files: readonly File[]): void;
  /** Loads GPT-4o BPE's ranks unless they are there or on their way. */
  loadTokenizer(): void;
  /** Takes the weights of all three mechanisms from models of the user's own, and shows them. */
  showOwnModels(set: ModelSet): void;
  /** Tries again whatever failed: the engine, the run, the tokenizer, the trained models. */
  retry(): void;
}
