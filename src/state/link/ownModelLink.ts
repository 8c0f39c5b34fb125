import type { CachedLayers, CostModel, LayerKind, ModelKind } from '../../attention/cost/cachedLayers.ts';
import { isOwnModel, LAYER_KINDS, MODEL_KINDS } from '../facts/cost/ownModel.ts';
import { decodeLinkText, encodeLinkText } from './linkText.ts';

type Value = string | number | null | undefined;

/**
 * Writes a model as its values with full stops between them, in an order that stays as it is: name, type of its weights, six
 * numbers and kinds of the whole, six of its sources and index, and six of each run of layers. A number that is null is “n”,
 * so that a link never ends with a full stop.
 */
export function encodeOwnModel({ name, nativeDtype, plan, ...model }: CostModel): string {
  const { crossAttention: cross, indexer } = plan;
  const values: Value[] = [
    ...[name, nativeDtype ?? '', MODEL_KINDS.indexOf(plan.kind), model.dModel, model.queryHeads],
    ...[model.parameters, model.activeParameters, model.maxContext],
    ...[cross?.layers, cross?.kvHeads, cross?.headDim, cross?.sourceTokens, indexer?.layers, indexer?.bytesPerToken],
    ...plan.layers.flatMap((run) => [
      ...[LAYER_KINDS.indexOf(run.kind), run.count, run.kvHeads, run.headDimK, run.headDimV, run.window],
    ]),
  ];
  return values.map((value) => (typeof value === 'string' ? escaped(value) : (value ?? 'n'))).join('.');
}

/** Returns the model; undefined if the text does not stand for one within its limits. Never throws. */
export function decodeOwnModel(text: string): CostModel | undefined {
  const [nameText = '', dtypeText = '', ...rest] = text.split('.');
  const [name, dtype] = [decodeLinkText(nameText), decodeLinkText(dtypeText)];
  const numbers = rest.map(numberIn);
  if (name === undefined || dtype === undefined || numbers.includes(undefined) || numbers.length % 6 !== 0)
    return undefined;
  const [kind, dModel, queryHeads, parameters, activeParameters, maxContext, ...more] = numbers as (number | null)[];
  const [crossLayers, crossKvHeads, headDim, sourceTokens, indexLayers, bytesPerToken, ...runs] = more;
  const model = {
    name,
    plan: {
      kind: MODEL_KINDS[kind ?? -1] as ModelKind,
      layers: Array.from({ length: runs.length / 6 }, (_, index) => runOf(runs.slice(6 * index, 6 * index + 6))),
      crossAttention: asWhole(crossLayers, {
        layers: crossLayers ?? 0,
        kvHeads: crossKvHeads ?? 0,
        headDim: headDim ?? 0,
        sourceTokens: sourceTokens ?? null,
      }),
      indexer: asWhole(indexLayers, { layers: indexLayers ?? 0, bytesPerToken: bytesPerToken ?? 0 }),
    },
    dModel: dModel ?? null,
    queryHeads: queryHeads ?? null,
    parameters: parameters ?? null,
    activeParameters: activeParameters ?? null,
    maxContext: maxContext ?? null,
    nativeDtype: dtype === '' ? null : dtype,
  };
  return isOwnModel(model) ? model : undefined;
}

function runOf([kind, count, kvHeads, headDimK, headDimV, window]: readonly (number | null)[]): CachedLayers {
  return {
    kind: LAYER_KINDS[kind ?? -1] as LayerKind,
    count: count ?? 0,
    kvHeads: kvHeads ?? 0,
    headDimK: headDimK ?? 0,
    headDimV: headDimV ?? 0,
    window: window ?? null,
  };
}

/** Null if `first`, which every such part has, is. */
function asWhole<Part>(first: number | null | undefined, part: Part): Part | null {
  return first === null || first === undefined ? null : part;
}

/** Null for null, undefined for what is not a number. */
function numberIn(text: string): number | null | undefined {
  if (text === 'n') return null;
  return /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}

/** Leaves letters, digits and hyphens alone: no mail program ends a link at them, and no full stop stands in a name. */
function escaped(text: string): string {
  return encodeLinkText(text).replace(/[+_.!~*'(),:;/?@]/g, (sign) =>
    sign === '+' ? '%20' : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
