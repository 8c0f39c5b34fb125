import type { LinearPart } from './linearPart.ts';
import type { CheckpointPlan, LayerPlan, NormPart } from './plan.ts';
import type { TensorSource } from './tensorSource.ts';

/** A tensor that the arithmetic needs, and the sizes that config.json gives it. */
export interface NeededTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** How much of a model its files hold. */
export interface Completeness {
  /** Layers that are whole, from the first on. */
  readonly wholeLayers: number;
  /** The first tensor that is missing of the layers; null if they are all whole. */
  readonly missing: string | null;
  /** True when the tensors after the layers are there, which the next token takes. */
  readonly hasHead: boolean;
  /** All tensors that are used: of the embeddings, the whole layers and, if there is one, the head. */
  readonly tensors: readonly string[];
}

/**
 * Returns how much of the model is there. Throws a sentence if a tensor has other sizes than config.json gives it, or if the
 * embeddings are missing.
 */
export function completenessOf(plan: CheckpointPlan, source: TensorSource): Completeness {
  const start = embeddingTensors(plan);
  const missingStart = firstMissing(start, source);
  if (missingStart !== null) throw new Error(`The files have no tensor “${missingStart}”, with which a model begins.`);
  const tensors = start.map(({ name }) => name);
  const { numLayers } = plan.config;
  let missing: string | null = null;
  let layer = 0;
  for (; layer < numLayers; layer++) {
    const needed = layerTensors(plan.layer(layer));
    missing = firstMissing(needed, source);
    if (missing !== null) break;
    tensors.push(...needed.map(({ name }) => name));
  }
  const head = [...normTensors(plan.finalNorm), ...linearTensors(plan.head)];
  const hasHead = missing === null && firstMissing(head, source) === null;
  if (hasHead) tensors.push(...head.map(({ name }) => name));
  return { wholeLayers: layer, missing, hasHead, tensors };
}

/** Returns the first of `needed` that is not there. Throws a sentence if one has other sizes. */
function firstMissing(needed: readonly NeededTensor[], source: TensorSource): string | null {
  let missing: string | null = null;
  for (const { name, shape } of needed) {
    const found = source.shapeOf(name);
    if (found === null) missing ??= name;
    else if (found.length !== shape.length || found.some((size, axis) => size !== shape[axis]))
      throw new Error(`The tensor “${name}” is ${sizesText(found)}, but by config.json it is ${sizesText(shape)}.`);
  }
  return missing;
}

/** Sizes that a sentence names: a file may give a tensor thousands. */
const MOST_SIZES = 4;

function sizesText(sizes: readonly number[]): string {
  return `[${[...sizes.slice(0, MOST_SIZES), ...(sizes.length > MOST_SIZES ? ['…'] : [])].join(', ')}]`;
}

function embeddingTensors({ config, embeddings, positions }: CheckpointPlan): NeededTensor[] {
  const { vocabulary, dModel, maxPositions } = config;
  const words = { name: embeddings, shape: [vocabulary, dModel] };
  return positions === null ? [words] : [words, { name: positions, shape: [maxPositions ?? 0, dModel] }];
}

function layerTensors(layer: LayerPlan): NeededTensor[] {
  const norms = [layer.norm1, layer.norm2, layer.qNorm, layer.kNorm].filter((part) => part !== null);
  const linears = [layer.q, layer.k, layer.v, layer.o, layer.gate, layer.up, layer.down].filter(
    (part) => part !== null,
  );
  const all = [...norms.flatMap(normTensors), ...linears.flatMap(linearTensors)];
  return [...new Map(all.map((tensor) => [tensor.name, tensor])).values()];
}

function normTensors({ weight, bias, width }: NormPart): NeededTensor[] {
  return [weight, ...(bias === null ? [] : [bias])].map((name) => ({ name, shape: [width] }));
}

function linearTensors({ weight, bias, shape, isTransposed }: LinearPart): NeededTensor[] {
  const matrix = { name: weight, shape };
  return bias === null ? [matrix] : [matrix, { name: bias, shape: [shape[isTransposed ? 1 : 0]] }];
}
