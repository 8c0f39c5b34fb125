import type { AttentionShape, BiasChoice, Mechanism } from './types.ts';

/** Each mechanism's full name, as headings and region labels print it. */
export const MECHANISM_NAMES: Readonly<Record<Mechanism, string>> = {
  mha: 'Multi-head attention',
  gqa: 'Grouped-query attention',
  mqa: 'Multi-query attention',
};

/** Each mechanism's abbreviation, as the field writes it. */
export const MECHANISM_SHORT: Readonly<Record<Mechanism, string>> = { mha: 'MHA', gqa: 'GQA', mqa: 'MQA' };

/** Widths the d_model slider offers, in features. */
export const D_MODEL_CHOICES: readonly number[] = [16, 32, 64, 128, 256, 512, 1024];

/** More heads than this are unreadable as one map each. */
const MAX_QUERY_HEADS = 64;

/** Head widths to choose from besides d_model ÷ query heads, in features: those of real models, and small ones. */
const HEAD_DIMS: readonly number[] = [4, 8, 16, 32, 64, 128, 256];

/** Features of all query heads together beyond which a layer is larger than any other choice makes it. */
const MAX_QUERY_WIDTH = 2_048;

/** The sizes that decide how wide a head is. */
export type HeadSizes = Pick<AttentionShape, 'dModel' | 'numHeads' | 'headDim'>;

/** d_k: features per head, the same for query and KV heads. */
export function headDim(shape: HeadSizes): number {
  return shape.headDim ?? shape.dModel / shape.numHeads;
}

/** Features of all query heads side by side: d_model, unless `headDim` says otherwise. */
export function queryWidth(shape: HeadSizes): number {
  return shape.numHeads * headDim(shape);
}

/** Output features of W_K and of W_V. */
export function kvWidth(shape: HeadSizes & Pick<AttentionShape, 'numKvHeads'>): number {
  return shape.numKvHeads * headDim(shape);
}

/** Head widths that so many query heads may have, besides d_model ÷ query heads, ascending. */
export function headDimChoices(numHeads: number): number[] {
  return HEAD_DIMS.filter((width) => width * numHeads <= MAX_QUERY_WIDTH);
}

/** True when a projection has a bias. */
export function hasBias(bias: BiasChoice, projection: 'wQ' | 'wK' | 'wV' | 'wO'): boolean {
  return bias === 'qkv' ? projection !== 'wO' : bias;
}

/** Query heads that read one KV head. */
export function groupSize(shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>): number {
  return shape.numHeads / shape.numKvHeads;
}

/** The KV head that `queryHead` reads: consecutive query heads share one (Ainslie et al. 2023, section 2.2). */
export function kvHeadOf(queryHead: number, shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>): number {
  return Math.floor(queryHead / groupSize(shape));
}

/** The sizes of `mechanism` in a run whose GQA has `shape`: MHA and MQA are its two ends. */
export function shapeOf(mechanism: Mechanism, shape: AttentionShape): AttentionShape {
  const { dModel, numHeads, numKvHeads, headDim } = shape;
  const kvHeads: Record<Mechanism, number> = { mha: numHeads, gqa: numKvHeads, mqa: 1 };
  return { dModel, numHeads, numKvHeads: kvHeads[mechanism], ...(headDim !== undefined && { headDim }) };
}

/** Query head counts that split `dModel` features evenly, ascending, at most 64. */
export function headChoices(dModel: number): number[] {
  return divisors(dModel).filter((count) => count <= MAX_QUERY_HEADS);
}

/** KV head counts that split `numHeads` query heads evenly, ascending: the first is MQA, the last MHA. */
export function kvHeadChoices(numHeads: number): number[] {
  return divisors(numHeads);
}

/** The member of `choices` (ascending, not empty) closest to `value`; of two equally close, the smaller. */
export function nearestChoice(value: number, choices: readonly number[]): number {
  return choices.reduce((best, choice) => (Math.abs(choice - value) < Math.abs(best - value) ? choice : best));
}

function divisors(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1).filter((candidate) => n % candidate === 0);
}
