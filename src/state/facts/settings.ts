import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import type { KvRule, Mechanism, RunConfig } from '../../attention/types.ts';
import type { CostChoice } from './cost/costChoice.ts';
import { DEFAULT_COST } from './cost/defaultCost.ts';
import { DEFAULT_TRAIN, type TrainSetup } from './train/trainSetup.ts';

export const COLOR_SCALES = ['ink', 'viridis', 'cividis'] as const;
export type ColorScaleId = (typeof COLOR_SCALES)[number];

export const ELEMENT_TYPES = ['fp32', 'fp16', 'fp8', 'int4'] as const;
/** Bytes per cached element: fp32 4, fp16/bf16 2, fp8/int8 1, int4 0.5. */
export type ElementType = (typeof ELEMENT_TYPES)[number];

/** A cell that was clicked: it stays lit in every map until freed. */
export interface LockedCell {
  readonly queryHead: number;
  readonly queryPosition: number;
  readonly keyPosition: number;
}

/** A cell where it is pointed at: in the map of one mechanism's head. */
export interface LitCell extends LockedCell {
  readonly mechanism: Mechanism;
}

export const MAP_ORDERS = ['role', 'number'] as const;
/** Trained heads on screen: by what they do, or by their numbers. */
export type MapOrder = (typeof MAP_ORDERS)[number];

/** What Inspect shows of a head, or of all of them. */
export const INSPECT_PANES = ['cell', 'flow', 'difference', 'likeness', 'distance', 'code'] as const;
export type InspectPane = (typeof INSPECT_PANES)[number];

export const HEAD_ORDERS = ['group', 'likeness'] as const;
/** Heads in a similarity matrix: by the KV head they read, or those next to each other that are most alike. */
export type HeadOrder = (typeof HEAD_ORDERS)[number];

export const CODE_KINDS = ['pytorch', 'typescript', 'loop'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

export const WEIGHTS = ['random', 'trained', 'own'] as const;
/** Where the weights come from: the seed, the models that come with the app, or models that the user trained or opened. */
export type WeightsChoice = (typeof WEIGHTS)[number];

export const DECODE_THEN = ['auto', 'rest', 'repeat'] as const;
/** Tokens that are decoded after the prompt: the rest of the text, the text again, or whichever suits it. */
export type DecodeThen = (typeof DECODE_THEN)[number];

export const SCREENS = ['explore', 'train', 'cost', 'recorded'] as const;
export type Screen = (typeof SCREENS)[number];

/** Everything that changes the picture. All of it is in the link; nothing derived is here. */
export interface Settings extends Omit<RunConfig, 'trained'> {
  /** Anything but `random` fixes the sizes to those of the models: see `fitSettings`. */
  readonly weights: WeightsChoice;
  /** The layer of the models that is on screen, counted from 1, at most `LAYERS`; without a meaning for random weights. */
  readonly layer: number;
  readonly text: string;
  readonly tokenizer: TokenizerId;
  readonly backend: 'auto' | 'webgl' | 'wasm' | 'cpu';
  readonly colorScale: ColorScaleId;
  /** Without a meaning for random weights, whose heads stand by number. */
  readonly mapOrder: MapOrder;
  readonly cacheAxes: 'linear' | 'log';
  /** Layers in the cache chart, ≥ 1. */
  readonly cacheLayers: number;
  /** Sequences in the cache chart, ≥ 1. */
  readonly cacheSequences: number;
  readonly cacheElement: ElementType;
  /** In a map of `inspectMechanism`. */
  readonly lockedCell: LockedCell | null;
  readonly present: boolean;
  /** What Present brings to the full width. */
  readonly presentFocus: Mechanism | 'all';
  /** The query head of `presentAnchor` that Present shows large, with those linked to it; null for the maps of all heads. */
  readonly presentHead: number | null;
  /** What Inspect shows beside Explore; null while it is closed. */
  readonly inspect: InspectPane | null;
  readonly inspectMechanism: Mechanism;
  /** The query head that Inspect follows. Its cell is `lockedCell`; see `selectInspectedCell`. */
  readonly inspectHead: number;
  /** Whether Inspect has the whole width, Explore's maps put away. */
  readonly inspectWide: boolean;
  /** Query positions, ascending, whose lines the token flow keeps and whose rows it averages; empty for all of them. */
  readonly flowTokens: readonly number[];
  /** Difference: `differenceOf` minus `differenceFrom`. */
  readonly differenceOf: Mechanism;
  readonly differenceFrom: Mechanism;
  readonly headOrder: HeadOrder;
  readonly codeKind: CodeKind;
  readonly decodeThen: DecodeThen;
  /** Tokens of the prompt if the rest of the text is decoded; null for half of them. */
  readonly decodePrompt: number | null;
  /** Present and Inspect belong to Explore. */
  readonly screen: Screen;
  readonly train: TrainSetup;
  readonly cost: CostChoice;
}

export const DEFAULT_TEXT = 'To be or not to be, that is the question';

export const DEFAULT_SETTINGS: Settings = {
  text: DEFAULT_TEXT,
  tokenizer: 'whitespace',
  dModel: 256,
  numHeads: 16,
  numKvHeads: 4,
  headDim: undefined,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean' satisfies KvRule,
  weights: 'random',
  layer: 2,
  backend: 'auto',
  colorScale: 'ink',
  mapOrder: 'role',
  cacheAxes: 'linear',
  cacheLayers: 1,
  cacheSequences: 1,
  cacheElement: 'fp32',
  lockedCell: null,
  present: false,
  presentFocus: 'all',
  presentHead: null,
  inspect: null,
  inspectMechanism: 'gqa',
  inspectHead: 0,
  inspectWide: false,
  flowTokens: [],
  differenceOf: 'gqa',
  differenceFrom: 'mha',
  headOrder: 'group',
  codeKind: 'pytorch',
  decodeThen: 'auto',
  decodePrompt: null,
  screen: 'explore',
  train: DEFAULT_TRAIN,
  cost: DEFAULT_COST,
};

/**
 * What a bare address opens with: heads that do something, on a text in which there is something to do. The document's line is
 * said twice, up to a last word that the first time tells.
 */
export const FIRST_VIEW: Settings = {
  ...DEFAULT_SETTINGS,
  weights: 'trained',
  text: `${DEFAULT_TEXT}. To be or not to be, that is the`,
};
