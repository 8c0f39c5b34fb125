import { bytesPerElement, kvCacheBytes, kvCacheFormula } from '../../attention/kvCache.ts';
import { MAX_TOKENS } from '../../attention/limits.ts';
import { type ParameterCounts, parameterCounts, parameterFormula } from '../../attention/parameters.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { answers, sameInputs } from '../../attention/run/sameRun.ts';
import { headDim, shapeOf } from '../../attention/sharing.ts';
import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import { type Tokenization, tokenize } from '../../attention/tokenizers/index.ts';
import { type AttentionShape, MECHANISMS, type Mechanism, type RunConfig } from '../../attention/types.ts';
import type { CellTrace, HeadWeights } from '../../engine/Engine.ts';
import type { AppState } from '../facts/appState.ts';
import { cellInRange } from '../facts/fitSettings.ts';
import type { InspectPane, LockedCell } from '../facts/settings.ts';
import { derive } from './derive.ts';
import { selectTrainedLayer } from './modelSelectors.ts';
import { selectShowsExplore } from './showsExplore.ts';

/** The tokenizer at work: the chosen one, or the one before it as long as GPT-4o BPE isn't loaded. */
export function selectTokenizer({ settings, o200k }: AppState): TokenizerId {
  return settings.tokenizer === 'o200k' && o200k.encoder === null ? o200k.meanwhile : settings.tokenizer;
}

/** The tokens of the text that are used, and how many there are in all. */
export const selectTokenization: (state: AppState) => Tokenization = derive(
  (state) => [state.settings.text, selectTokenizer(state), state.o200k.encoder],
  (text, tokenizer, encoder) => tokenize(text, tokenizer, MAX_TOKENS, encoder),
);

const selectTokenKeys = derive(
  (state) => [selectTokenization(state)],
  ({ tokens }): readonly string[] => tokens.map((token) => token.key),
);

/** What decides the numbers besides the tokens; the same object as long as all of it is the same. */
export const selectConfig: (state: AppState) => RunConfig = derive(
  (state) => {
    const { dModel, numHeads, numKvHeads, causal, positions, bias, seed, kvRule } = state.settings;
    return [selectTrainedLayer(state), dModel, numHeads, numKvHeads, causal, positions, bias, seed, kvRule] as const;
  },
  (trained, dModel, numHeads, numKvHeads, causal, positions, bias, seed, kvRule) => {
    const config = { dModel, numHeads, numKvHeads, causal, positions, bias, seed, kvRule };
    return trained ? { ...config, trained } : config;
  },
);

/** The pane of Inspect that is on screen; null while it is closed, and where there is none: in Present, and beside Train. */
export function selectOpenPane({ settings: { inspect, present, screen } }: AppState): InspectPane | null {
  return present || screen !== 'explore' ? null : inspect;
}

/** The mechanisms that are computed: those on screen, and all of them while Inspect compares them. */
function selectMechanisms(state: AppState): readonly Mechanism[] {
  return selectOpenPane(state) === null ? state.visibleMechanisms : MECHANISMS;
}

/** What the engine should have computed for this state; null where the text has no tokens, and while Train is on screen. */
export const selectRequest: (state: AppState) => RunRequest | null = derive(
  (state) =>
    [
      selectTokenKeys(state),
      selectConfig(state),
      selectMechanisms(state),
      state.mapSide,
      selectShowsExplore(state),
    ] as const,
  (tokens, config, mechanisms, mapSide, isShown) =>
    tokens.length === 0 || !isShown ? null : { tokens, config, mechanisms, mapSide },
);

/** Whether the picture on screen belongs to other tokens or settings than those chosen. */
export const selectIsStale: (state: AppState) => boolean = derive(
  (state) => [state.result, selectRequest(state)],
  (result, request) => result !== null && request !== null && !answers(result.request, request),
);

/** Whether the last comparison of heads is of other tokens or settings than those chosen, or there is none. */
export const selectComparisonIsStale: (state: AppState) => boolean = derive(
  (state) => [state.comparison.result, selectRequest(state)],
  (comparison, request) => comparison === null || request === null || !sameInputs(comparison.request, request),
);

/** Whether the last audit is of other tokens or settings than those chosen, or there is none. */
export const selectAuditIsStale: (state: AppState) => boolean = derive(
  (state) => [state.audit.result, selectRequest(state)],
  (audit, request) => audit === null || request === null || !sameInputs(audit.request, request),
);

/** The sizes of each mechanism's layer. */
export const selectShapes: (state: AppState) => PerMechanism<AttentionShape> = derive(
  (state) => [selectConfig(state)],
  (config) => perMechanism((mechanism) => shapeOf(mechanism, config)),
);

/** Parameters of one mechanism. */
export interface ParameterFigures {
  readonly counts: ParameterCounts;
  /** With the numbers substituted. */
  readonly formula: string;
  /** Of MHA's total, 0 … 1. */
  readonly shareOfMha: number;
}

export const selectParameters: (state: AppState) => PerMechanism<ParameterFigures> = derive(
  (state) => [selectShapes(state), state.settings.bias],
  (shapes, bias) => {
    const ofMha = parameterCounts(shapes.mha, bias).total;
    return perMechanism((mechanism) => {
      const counts = parameterCounts(shapes[mechanism], bias);
      return { counts, formula: parameterFormula(shapes[mechanism], bias), shareOfMha: counts.total / ofMha };
    });
  },
);

/** The KV cache of one mechanism for the tokens on screen. */
export interface CacheFigures {
  readonly bytes: number;
  /** With the numbers substituted. */
  readonly formula: string;
  /** Of MHA's bytes, 0 … 1; also where there are no tokens. */
  readonly shareOfMha: number;
}

export const selectCache: (state: AppState) => PerMechanism<CacheFigures> = derive(
  (state) => {
    const { cacheLayers, cacheSequences, cacheElement } = state.settings;
    return [selectShapes(state), selectTokenKeys(state).length, cacheLayers, cacheSequences, cacheElement] as const;
  },
  (shapes, tokens, layers, sequences, element) =>
    perMechanism((mechanism) => {
      const { numKvHeads, numHeads } = shapes[mechanism];
      const size = {
        layers,
        numKvHeads,
        headDim: headDim(shapes[mechanism]),
        tokens,
        sequences,
        bytesPerElement: bytesPerElement(element),
      };
      return { bytes: kvCacheBytes(size), formula: kvCacheFormula(size), shareOfMha: numKvHeads / numHeads };
    }),
);

/** The cell lit in every map: the locked one, else the one pointed at; null where this text or shape has no such cell. */
export const selectLitCell: (state: AppState) => LockedCell | null = derive(
  (state) => [state.hover, state.settings.lockedCell, state.settings.numHeads, selectTokenKeys(state).length],
  (hover, locked, numHeads, tokens) => cellInRange(locked, numHeads, tokens) ?? cellInRange(hover, numHeads, tokens),
);

/**
 * The cell that Inspect takes apart: the locked one's tokens, else the last query token and the first key, which every
 * mask lets through, in the head that Inspect follows. Null where there is no text.
 */
export const selectInspectedCell: (state: AppState) => LockedCell | null = derive(
  (state) => [state.settings.lockedCell, state.settings.inspectHead, selectTokenKeys(state).length],
  (locked, queryHead, tokens) => {
    if (tokens === 0) return null;
    const { queryPosition, keyPosition } = locked ?? { queryPosition: tokens - 1, keyPosition: 0 };
    return {
      queryHead,
      queryPosition: Math.min(queryPosition, tokens - 1),
      keyPosition: Math.min(keyPosition, tokens - 1),
    };
  },
);

/** The head whose every weight is wanted: the one that Inspect follows, else the lit cell's. */
export function selectFollowedHead(state: AppState): number | undefined {
  return selectOpenPane(state) === null ? selectLitCell(state)?.queryHead : state.settings.inspectHead;
}

/** Every weight of the followed head in the picture on screen; null where the maps have them all, or it is on its way. */
export const selectFocusedHead: (state: AppState) => HeadWeights | null = derive(
  (state) => [state.focus.head, state.result, selectFollowedHead(state)],
  (head, result, queryHead) => {
    const isOnScreen = head !== null && result !== null && sameInputs(head.request, result.request);
    return isOnScreen && head.queryHead === queryHead ? head : null;
  },
);

/**
 * The arithmetic of a cell of the picture on screen: the inspected one's, or the one's before it until that has come. Null
 * where there is no text, for which the last picture stays in the store.
 */
export const selectShownTrace: (state: AppState) => CellTrace | null = derive(
  (state) => [state.trace.result, state.result, selectTokenKeys(state).length === 0],
  (trace, result, isEmpty) => {
    const isOnScreen = !isEmpty && trace !== null && result !== null && sameInputs(trace.request, result.request);
    return isOnScreen ? trace : null;
  },
);

type PerMechanism<Value> = Readonly<Record<Mechanism, Value>>;

function perMechanism<Value>(compute: (mechanism: Mechanism) => Value): PerMechanism<Value> {
  return Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, compute(mechanism)])) as PerMechanism<Value>;
}
