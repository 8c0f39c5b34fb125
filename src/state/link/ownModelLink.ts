import type { CachedLayers, CostModel } from '../../attention/cost/cachedLayers.ts';
import { LAYER_KINDS, MODEL_KINDS } from '../facts/cost/modelKinds.ts';
import { decodeLinkText, encodeLinkText } from './linkText.ts';

/** Longest form of a model of one's own in a link. One within the limits of `isOwnModel` is shorter. */
const MOST_LENGTH = 6_000;

/**
 * Writes a model as its values with full stops between them, in an order that stays as it is: name, type of its weights, six
 * numbers of the whole, six of its sources and index, and six of each run of layers. A number that is null is “n”, so that a
 * link never ends with a full stop. Empty if it would be too long for a link.
 */
export function encodeOwnModel({ name, nativeDtype, plan, ...model }: CostModel): string {
  const { crossAttention: cross, indexer } = plan;
  const numbers = [
    ...[MODEL_KINDS.indexOf(plan.kind), model.dModel, model.queryHeads],
    ...[model.parameters, model.activeParameters, model.maxContext],
    ...[cross?.layers, cross?.kvHeads, cross?.headDim, cross?.sourceTokens, indexer?.layers, indexer?.bytesPerToken],
    ...plan.layers.flatMap((run) => [
      ...[LAYER_KINDS.indexOf(run.kind), run.count, run.kvHeads, run.headDimK, run.headDimV, run.window],
    ]),
  ];
  const text = [escaped(name), escaped(nativeDtype ?? ''), ...numbers.map((number) => number ?? 'n')].join('.');
  return text.length > MOST_LENGTH ? '' : text;
}

type Numbers = (number | null)[];
type Six = [number | null, number | null, number | null, number | null, number | null, number | null];

/** Returns the model; undefined if the text does not stand for one. Its numbers are whole, and may be beyond all limits. */
export function decodeOwnModel(text: string): CostModel | undefined {
  const [nameText = '', dtypeText = '', ...rest] = text.split('.');
  const [name, dtype] = [decodeLinkText(nameText), decodeLinkText(dtypeText)];
  const numbers = rest.map((part) => (part === 'n' ? null : /^\d{1,16}$/.test(part) ? Number(part) : Number.NaN));
  if (!name || dtype === undefined || numbers.length < 12 || numbers.length % 6 > 0 || numbers.some(Number.isNaN))
    return undefined;
  const [[kindAt, ...whole], [layers, kvHeads, headDim, sourceTokens, indexLayers, bytesPerToken], ...runs] =
    sixes(numbers);
  const [dModel, queryHeads, parameters, activeParameters, maxContext] = whole;
  const kind = MODEL_KINDS[kindAt ?? -1];
  const groups = runs.map(runOf);
  if (!kind || groups.includes(undefined)) return undefined;
  return {
    name,
    plan: {
      kind,
      layers: groups as CachedLayers[],
      crossAttention: layers === null ? null : { layers, kvHeads: kvHeads ?? 0, headDim: headDim ?? 0, sourceTokens },
      indexer: indexLayers === null ? null : { layers: indexLayers, bytesPerToken: bytesPerToken ?? 0 },
    },
    ...{ dModel, queryHeads, parameters, activeParameters, maxContext, nativeDtype: dtype || null },
  };
}

function runOf([kindAt, count, kvHeads, headDimK, headDimV, window]: Six): CachedLayers | undefined {
  const kind = LAYER_KINDS[kindAt ?? -1];
  if (!kind) return undefined;
  return { kind, count: count ?? 0, kvHeads: kvHeads ?? 0, headDimK: headDimK ?? 0, headDimV: headDimV ?? 0, window };
}

/** @param numbers a multiple of six, and twelve at least */
function sixes(numbers: Numbers): [Six, Six, ...Six[]] {
  const parts = Array.from(
    { length: numbers.length / 6 },
    (_, index) => numbers.slice(6 * index, 6 * index + 6) as Six,
  );
  return parts as [Six, Six, ...Six[]];
}

/** Leaves letters, digits and hyphens alone: no mail program ends a link at them, and no full stop stands in a name. */
function escaped(text: string): string {
  return encodeLinkText(text).replace(/[+_.!~*'(),:;/?@]/g, (sign) =>
    sign === '+' ? '%20' : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
