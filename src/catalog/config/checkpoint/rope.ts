import type { Rope, RopeScaling } from '../../../attention/checkpoint/config.ts';
import type { Fields } from '../fields.ts';
import type { Limits } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import type { RopeTraits } from './familyTraits.ts';

const THETA: Limits = { least: 1.000001, most: 1e30 };
const FACTOR: Limits = { least: 1e-6, most: 1e6 };
const POSITIONS: Limits = { least: 1, most: 1_000_000_000 };

/**
 * Returns a model's rotary positions, and beyond which position they would change. transformers 5 keeps all in `rope_parameters`,
 * transformers 4 in fields of their own and `rope_scaling`. Source: transformers, `modeling_rope_utils.py`.
 */
export function ropeOf(
  fields: Fields,
  headDim: number,
  { theta, partial }: RopeTraits,
): { rope: Rope; maxPositions: number | null } {
  const inner = fields.object('rope_parameters') ?? fields.object('rope_scaling') ?? null;
  const numberOf = (names: readonly string[], limits: Limits) =>
    [...(inner ? [{ from: inner, names: [names[0] as string] }] : []), { from: fields, names }]
      .flatMap(({ from, names: all }) => all.map((name) => from.number(name, limits)))
      .find((value) => value !== undefined && value !== null);
  const rope = {
    width: widthOf(headDim, numberOf(partial.names, { least: 0, most: 1 }) ?? partial.absent),
    theta: numberOf(theta, THETA) ?? 10_000,
  };
  const longest = fields.whole('max_position_embeddings', POSITIONS) ?? null;
  if (!inner) return { rope: { ...rope, scaling: null }, maxPositions: null };
  const type = inner.text('rope_type') ?? inner.text('type') ?? 'default';
  switch (type) {
    case 'default':
      for (const name of inner.names())
        if (typeof inner.value(name) === 'object' && inner.value(name) !== null)
          refuse(
            inner.path(name),
            `${inner.path(name)} is ${valueText(inner.value(name))}: positions that differ from layer to layer are not supported.`,
          );
      return { rope: { ...rope, scaling: null }, maxPositions: null };
    case 'linear':
      return { rope: { ...rope, scaling: { kind: 'linear', factor: factorOf(inner, 'factor') } }, maxPositions: null };
    case 'dynamic': {
      // The angles are the plain ones until a text is longer than what the model was trained on.
      const original = inner.whole('original_max_position_embeddings', POSITIONS) ?? longest;
      return { rope: { ...rope, scaling: null }, maxPositions: original ?? refuseMissing('max_position_embeddings') };
    }
    case 'llama3':
      return { rope: { ...rope, scaling: llama3Of(inner) }, maxPositions: null };
    case 'yarn':
      return { rope: { ...rope, scaling: yarnOf(inner, longest) }, maxPositions: null };
    default:
      return refuse(
        inner.path('rope_type'),
        `The positions of this model are scaled by ${valueText(type)}, which is not supported: default, linear, dynamic, llama3 and yarn are.`,
      );
  }
}

function widthOf(headDim: number, part: number): number {
  const width = Math.floor(headDim * part);
  if (width >= 2 && width % 2 === 0) return width;
  return refuse(
    'head_dim',
    `${width} features of each head would turn by position: it has to be an even number of them.`,
  );
}

function llama3Of(inner: Fields): RopeScaling {
  const lowFreqFactor = factorOf(inner, 'low_freq_factor');
  const highFreqFactor = factorOf(inner, 'high_freq_factor');
  if (highFreqFactor <= lowFreqFactor)
    refuse(
      inner.path('high_freq_factor'),
      `${inner.path('high_freq_factor')} is ${highFreqFactor}, and has to be more than low_freq_factor, ${lowFreqFactor}.`,
    );
  return {
    kind: 'llama3',
    factor: factorOf(inner, 'factor'),
    lowFreqFactor,
    highFreqFactor,
    originalPositions: inner.needed(['original_max_position_embeddings'], POSITIONS),
  };
}

function yarnOf(inner: Fields, longest: number | null): RopeScaling {
  const originalPositions =
    inner.whole('original_max_position_embeddings', POSITIONS) ?? longest ?? refuseMissing('max_position_embeddings');
  const factor =
    inner.number('factor', FACTOR) ?? (longest === null ? factorOf(inner, 'factor') : longest / originalPositions);
  const scale = (times: number) => (factor <= 1 ? 1 : 0.1 * times * Math.log(factor) + 1);
  const [mscale, mscaleAll] = [inner.number('mscale', FACTOR), inner.number('mscale_all_dim', FACTOR)];
  const attention = inner.number('attention_factor', FACTOR);
  return {
    kind: 'yarn',
    factor,
    betaFast: inner.number('beta_fast', FACTOR) ?? 32,
    betaSlow: inner.number('beta_slow', FACTOR) ?? 1,
    originalPositions,
    truncates: inner.flag('truncate') ?? true,
    attentionFactor: attention ?? (mscale && mscaleAll ? scale(mscale) / scale(mscaleAll) : scale(1)),
  };
}

function factorOf(inner: Fields, name: string): number {
  return inner.number(name, FACTOR) ?? refuseMissing(inner.path(name));
}

function refuseMissing(path: string): never {
  return refuse(path, `${path} is missing, and the scaling of positions needs it.`);
}
