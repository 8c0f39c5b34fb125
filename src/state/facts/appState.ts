import type { Comparison, HeadMaps } from '../../attention/comparison/comparison.ts';
import type { LikenessAcross } from '../../attention/comparison/likenessAcross.ts';
import type { HeadLabel } from '../../attention/labels/headLabels.ts';
import type { NextWord } from '../../attention/next-word/nextWord.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import type { O200kEncoder } from '../../attention/tokenizers/o200k.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { AuditResult, CellAddress, CellTrace, EngineStatus, HeadWeights, RunResult } from '../../engine/Engine.ts';
import type { Answer } from './answer.ts';
import type { CheckpointState } from './checkpoint/checkpointState.ts';
import type { DecodeState } from './decode/decodeState.ts';
import type { DecodeTimesState } from './decode/decodeTimes.ts';
import type { ModelsState } from './models/modelsState.ts';
import type { Notice } from './notices.ts';
import type { Preferences } from './preferences.ts';
import type { RecordingsState } from './recorded/recordingsState.ts';
import type { LitCell, Settings } from './settings.ts';
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

/** One query head of a run. */
export interface HeadAddress {
  readonly request: RunRequest;
  readonly queryHead: number;
}

/** One cell of a run's maps. */
export interface TracedCell {
  readonly request: RunRequest;
  readonly cell: CellAddress;
}

/** A comparison, with what heads of different numbers are compared by. */
export interface PictureComparison extends Comparison {
  /** Every weight of all heads, [queryHead, queryPosition, keyPosition]; present if weights are trained and the text is not too long. */
  readonly wholeMaps?: HeadMaps;
}

/** What each answer about the picture on screen says, and what it is of. */
export interface AnswerTypes {
  /** The lit cell's head, whole, where the maps show the largest weight of a block alone. */
  readonly focus: { readonly value: HeadWeights; readonly of: HeadAddress };
  /** The arithmetic of the cell that Inspect shows. */
  readonly trace: { readonly value: CellTrace; readonly of: TracedCell };
  /** How alike heads are and where mechanisms differ, worked out while a pane of Inspect shows it. */
  readonly comparison: { readonly value: PictureComparison; readonly of: RunRequest };
  /** What each model takes for the next token, where weights are trained. */
  readonly nextWord: { readonly value: Readonly<Partial<Record<Mechanism, NextWord>>>; readonly of: RunRequest };
  /** The self-checks. */
  readonly audit: { readonly value: AuditResult; readonly of: RunRequest };
  /** What each query head does on this text, where weights are trained. */
  readonly labels: {
    readonly value: Readonly<Partial<Record<Mechanism, readonly HeadLabel[]>>>;
    readonly of: RunRequest;
  };
  /** How alike heads of different mechanisms are, where weights are trained. */
  readonly across: { readonly value: LikenessAcross; readonly of: RunRequest };
}

export type AnswerName = keyof AnswerTypes;

export type Answers = {
  readonly [Name in AnswerName]: Answer<AnswerTypes[Name]['value'], AnswerTypes[Name]['of']>;
};

/** One output, measured: how far it is from MHA's, relative L2. */
export interface SweptDistance {
  readonly seed: number;
  readonly numKvHeads: number;
  readonly distance: number;
}

/**
 * How far the output is from MHA's, with each number of KV heads. Measured while Inspect shows it. It is no answer itself,
 * for it fills point by point, and what is there counts before all of it is: each of its points is one.
 */
export interface SweepState {
  /** What `distances` belong to, GQA's KV heads aside; null while there is no text, or no engine. */
  readonly request: RunRequest | null;
  /** In the order they came. */
  readonly distances: readonly SweptDistance[];
  /** The spread over seeds. `cancelled`: another text, settings or engine came before it was done. */
  readonly spread: 'none' | 'wanted' | 'stopped' | 'cancelled';
  /** The distance that was asked for last. */
  readonly measured: Answer<number>;
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

/** How long two backends took for a run of as many tokens, in milliseconds. */
export interface BackendTimes {
  readonly tokens: number;
  readonly webglMs: number;
  readonly wasmMs: number;
}

/** Facts only: whatever follows from them is a selector. */
export interface AppState extends Answers {
  readonly settings: Settings;
  readonly notices: readonly Notice[];
  readonly engine: EngineState;
  readonly run: RunState;
  /** What was measured where WebGL is software; null until then. */
  readonly backendTimes: BackendTimes | null;
  /** The last run that succeeded, with the request it answers. */
  readonly result: RunResult | null;
  readonly sweep: SweepState;
  readonly o200k: O200kState;
  readonly models: ModelsState;
  /** Query heads by role, of layers of models that the catalog does not know (`orderKey`), as their first labels had it. */
  readonly ownOrders: Readonly<Record<string, readonly number[]>>;
  readonly training: TrainingState;
  readonly conversion: ConversionState;
  readonly decode: DecodeState;
  readonly decodeTimes: DecodeTimesState;
  readonly recordings: RecordingsState;
  readonly checkpoint: CheckpointState;
  /** The cell under the pointer or the keyboard focus. */
  readonly hover: LitCell | null;
  /** The cell that was pointed at last, in a map of Explore or in Inspect's; null before, and once another head was chosen. */
  readonly pointed: LitCell | null;
  /** The position of the word that asks: its row is lit in every map, the others are dimmed. Null for none. */
  readonly askingToken: number | null;
  /** The mechanisms on screen: only these are computed. */
  readonly visibleMechanisms: readonly Mechanism[];
  /** The most cells along its side that a map on screen can show. */
  readonly mapSide: number;
  /** Whether the window has room for Inspect at the side of all three columns. */
  readonly hasSideRoom: boolean;
  readonly preferences: Preferences;
  /** How often the user asked to try again: whoever has something that failed acts on each. */
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
  setHover(cell: LitCell | null): void;
  setAskingToken(position: number | null): void;
  setVisibleMechanisms(mechanisms: readonly Mechanism[]): void;
  setMapSide(mapSide: number): void;
  setSideRoom(hasSideRoom: boolean): void;
  setPreferences(patch: Partial<Preferences>): void;
  /** Measures on, or stops, a spread of the distances over seeds. What is measured stays. */
  setSpread(isWanted: boolean): void;
  /** Reads the models in a file and makes them the user's own, or opens recordings; a notice says so where that can't be. */
  openModels(files: readonly File[]): void;
  /** Loads GPT-4o BPE's ranks unless they are there or on their way. */
  loadTokenizer(): void;
  /** Takes the weights of all three mechanisms from models of the user's own, and shows them. */
  showOwnModels(set: ModelSet): void;
  /** Tries again whatever failed: the engine, the run, an answer about it, the tokenizer, the trained models. */
  retry(): void;
}
