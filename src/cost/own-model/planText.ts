import type { CachedLayers, CostModel } from '../../attention/cost/cachedLayers.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';

/** Says what a model is, in a few phrases: its layers, its heads, its parameters. What is not known is left out. */
export function planPhrases({ plan, queryHeads, dModel, parameters, maxContext, nativeDtype }: CostModel): string[] {
  return [
    ...plan.layers.map(layersText),
    ...(plan.layers.length === 0 ? ['no layer that keeps K and V'] : []),
    ...(queryHeads === null ? [] : [formatCountOf(queryHeads, 'query head')]),
    ...(dModel === null ? [] : [`d_model ${formatCount(dModel)}`]),
    parameters === null ? 'number of parameters not known' : `${formatCount(parameters)} parameters`,
    ...(maxContext === null ? [] : [`made for ${formatCount(maxContext)} tokens`]),
    ...(nativeDtype === null ? [] : [`weights in ${nativeDtype}`]),
  ];
}

const WITHOUT: Readonly<Partial<Record<CachedLayers['kind'], string>>> = {
  state: 'with a state of fixed size',
  shared: 'that read another layer’s K and V',
  cross: 'that read a source',
  none: 'that keep nothing',
};

function layersText({ kind, count, kvHeads, headDimK, headDimV, window }: CachedLayers): string {
  const layers = formatCountOf(count, 'layer');
  const nothing = WITHOUT[kind];
  if (nothing) return `${layers} ${nothing}`;
  if (kind === 'mla') return `${layers} of MLA, ${formatCount(headDimK)} values a token`;
  const widths =
    headDimK === headDimV ? formatCount(headDimK) : `${formatCount(headDimK)} (K) and ${formatCount(headDimV)} (V)`;
  const heads = `${formatCountOf(kvHeads, 'KV head')} of ${widths}`;
  const kept =
    window === null ? '' : `, ${kind === 'chunked' ? 'chunks' : 'a window'} of ${formatCount(window)} tokens`;
  return `${layers} with ${heads}${kept}`;
}
