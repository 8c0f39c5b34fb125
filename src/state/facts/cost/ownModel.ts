import { keepsText } from '../../../attention/cost/cacheBytes.ts';
import type { CachedLayers, CostModel } from '../../../attention/cost/cachedLayers.ts';
import { type CostField, readCostField } from '../../../attention/cost/costInput.ts';
import { LAYER_KINDS, MODEL_KINDS } from './modelKinds.ts';

/** Code units of a name: a link has to carry it. */
export const MOST_NAME = 80;
/** Runs of alike layers: more than any model has, and few enough for a link. */
export const MOST_RUNS = 64;

/** True when a model is one that a link can carry: every number within its field's limits, and no more of them than fit. */
export function isOwnModel({ name, plan, dModel, queryHeads, nativeDtype, ...rest }: CostModel): boolean {
  const { layers, crossAttention: cross, indexer } = plan;
  return (
    [name, nativeDtype ?? 'none'].every((text) => text !== '' && text.length <= MOST_NAME) &&
    MODEL_KINDS.includes(plan.kind) &&
    layers.length <= MOST_RUNS &&
    layers.every(isRun) &&
    (!cross ||
      (isIn('layers', cross.layers) &&
        isIn('kvHeads', cross.kvHeads) &&
        isIn('headDim', cross.headDim) &&
        isNullOr('sourceTokens', cross.sourceTokens))) &&
    (!indexer || (isIn('layers', indexer.layers) && isIn('headDim', indexer.bytesPerToken))) &&
    isNullOr('dModel', dModel) &&
    isNullOr('queryHeads', queryHeads) &&
    isNullOr('parameters', rest.parameters) &&
    isNullOr('parameters', rest.activeParameters) &&
    isNullOr('contextTokens', rest.maxContext)
  );
}

function isRun(run: CachedLayers): boolean {
  const { kind, count, kvHeads, headDimK, headDimV, window } = run;
  // What keeps nothing of the text may still say how wide it is.
  const isSized = (field: CostField, value: number) => isIn(field, value) || (value === 0 && !keepsText(run));
  return (
    LAYER_KINDS.includes(kind) &&
    isIn('layers', count) &&
    isSized('kvHeads', kvHeads) &&
    isSized('headDim', headDimK) &&
    (headDimV === 0 || isIn('headDim', headDimV)) &&
    isNullOr('window', window)
  );
}

function isNullOr(field: CostField, value: number | null): boolean {
  return value === null || isIn(field, value);
}

function isIn(field: CostField, value: number): boolean {
  return readCostField(field, value).ok;
}
