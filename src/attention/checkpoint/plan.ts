import type { CheckpointConfig } from './config.ts';
import { type TensorNames, tensorNames } from './families.ts';
import type { LinearPart } from './linearPart.ts';
import type { Rows, TensorSource } from './tensorSource.ts';

/** A norm's tensors. */
export interface NormPart {
  readonly weight: string;
  readonly bias: string | null;
  readonly width: number;
}

/** One layer's tensors. */
export interface LayerPlan {
  readonly norm1: NormPart;
  /** Equal to `norm1` if one norm serves attention and MLP. */
  readonly norm2: NormPart;
  readonly q: LinearPart;
  readonly k: LinearPart;
  readonly v: LinearPart;
  readonly qNorm: NormPart | null;
  readonly kNorm: NormPart | null;
  readonly o: LinearPart;
  readonly gate: LinearPart | null;
  readonly up: LinearPart;
  readonly down: LinearPart;
}

/** All tensors of a model: what to read, and from where. */
export interface CheckpointPlan {
  readonly config: CheckpointConfig;
  /** Tensor of the word vectors, [vocabulary, dModel]. */
  readonly embeddings: string;
  /** Tensor of learned positions, [maxPositions, dModel]; null with rotary positions. */
  readonly positions: string | null;
  /** @param index counted from 0 */
  layer(index: number): LayerPlan;
  readonly finalNorm: NormPart;
  /** The projection to scores of the next token. */
  readonly head: LinearPart;
}

/** Returns where a model's numbers are. A bias is there if the file has it, whatever config.json says. */
export function planOf(config: CheckpointConfig, source: TensorSource): CheckpointPlan {
  const names = tensorNames(config);
  const prefix = prefixOf(names, source);
  const { dModel, vocabulary } = config;
  const ownHead = `${names.head}.weight`;
  const ownEmbeddings = `${prefix}${names.embeddings}.weight`;
  // A matrix with two names is in a file by one of them.
  const isUnderHead = config.isTied && !present(ownEmbeddings, source) && present(ownHead, source) !== null;
  const embeddings = isUnderHead ? ownHead : ownEmbeddings;
  const head = config.isTied ? embeddings : ownHead;
  return {
    config,
    embeddings,
    positions: names.positions === null ? null : `${prefix}${names.positions}.weight`,
    layer: (index) => layerPlan(config, names, `${prefix}${names.layers}${index}.`, source),
    finalNorm: normPart(`${prefix}${names.finalNorm}`, dModel, source),
    head: {
      weight: head,
      bias: present(`${names.head}.bias`, source),
      shape: [vocabulary, dModel],
      isTransposed: false,
      inputs: dModel,
      outputs: vocabulary,
      ranges: [{ first: 0, end: vocabulary }],
    },
  };
}

/** Returns what stands before the names in this file. */
function prefixOf({ prefixes, embeddings, layers, norm1 }: TensorNames, source: TensorSource): string {
  const has = (name: string) => source.shapeOf(`${name}.weight`) !== null;
  const found = prefixes.find((prefix) => has(`${prefix}${embeddings}`));
  return found ?? prefixes.find((prefix) => has(`${prefix}${layers}0.${norm1}`)) ?? prefixes[0] ?? '';
}

function layerPlan(config: CheckpointConfig, names: TensorNames, start: string, source: TensorSource): LayerPlan {
  const { dModel, numHeads, numKvHeads, headDim, mlpWidth } = config;
  const [queries, keys] = [numHeads * headDim, numKvHeads * headDim];
  const linear = (name: string, inputs: number, outputs: number, stored = outputs, ranges?: readonly Rows[]) => ({
    weight: `${start}${name}.weight`,
    bias: present(`${start}${name}.bias`, source),
    shape: names.isTransposed ? ([inputs, stored] as const) : ([stored, inputs] as const),
    isTransposed: names.isTransposed,
    inputs,
    outputs,
    ranges: ranges ?? [{ first: 0, end: outputs }],
  });
  const norm = (name: string, width = dModel) => normPart(`${start}${name}`, width, source);
  const { qkv, headNorms } = names;
  const [q, k, v] =
    typeof qkv === 'string'
      ? fusedRanges(config).map((ranges, index) =>
          linear(qkv, dModel, index === 0 ? queries : keys, queries + 2 * keys, ranges),
        )
      : [linear(qkv.q, dModel, queries), linear(qkv.k, dModel, keys), linear(qkv.v, dModel, keys)];
  return {
    norm1: norm(names.norm1),
    norm2: norm(names.norm2),
    q: q as LinearPart,
    k: k as LinearPart,
    v: v as LinearPart,
    qNorm: headNorms && norm(headNorms.q, headDim),
    kNorm: headNorms && norm(headNorms.k, headDim),
    o: linear(names.output, queries, dModel),
    gate: names.gate === null ? null : linear(names.gate, dModel, mlpWidth),
    up: linear(names.up, dModel, mlpWidth),
    down: linear(names.down, mlpWidth, dModel),
  };
}

/** Returns which outputs of the fused matrix are q, k and v. */
function fusedRanges({ numHeads, numKvHeads, headDim, fusedQkv }: CheckpointConfig): [Rows[], Rows[], Rows[]] {
  const rows = (first: number, heads: number): Rows => ({ first, end: first + heads * headDim });
  if (fusedQkv === 'blocks') {
    const [queries, keys] = [numHeads * headDim, numKvHeads * headDim];
    return [[rows(0, numHeads)], [rows(queries, numKvHeads)], [rows(queries + keys, numKvHeads)]];
  }
  const group = numHeads / numKvHeads;
  const at = (offset: number, heads: number) =>
    Array.from({ length: numKvHeads }, (_, index) => rows((index * (group + 2) + offset) * headDim, heads));
  return [at(0, group), at(group, 1), at(group + 1, 1)];
}

function normPart(name: string, width: number, source: TensorSource): NormPart {
  return { weight: `${name}.weight`, bias: present(`${name}.bias`, source), width };
}

function present(name: string, source: TensorSource): string | null {
  return source.shapeOf(name) === null ? null : name;
}
