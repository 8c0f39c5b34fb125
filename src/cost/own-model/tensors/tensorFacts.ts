import type { CachedLayers } from '../../../attention/cost/cachedLayers.ts';
import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import { type LayerStack, type LayerTensors, layerStack } from './layerTensors.ts';
import { elementsOf, mainType, type TensorEntry } from './tensorEntry.ts';

/** What names and shapes of tensors tell of a model. Null is what they do not tell. */
export interface TensorFacts {
  /** Layers that keep K and V, of a text's every token as far as tensors tell. */
  readonly attending: number;
  /** Layers that keep no K and V. */
  readonly others: readonly CachedLayers[];
  /** Layers without a gap from the first one on. */
  readonly isWhole: boolean;
  /** Rows of W_Q, W_K and W_V: heads times their width. */
  readonly widthQ: number | null;
  readonly widthK: number | null;
  readonly widthV: number | null;
  /** Width of MLA's vector of latent and rope values. */
  readonly latentWidth: number | null;
  readonly headDim: number | null;
  readonly queryHeads: number | null;
  readonly dModel: number | null;
  readonly parameters: number | null;
  /** Type of most numbers, as the file calls it. */
  readonly type: string | null;
  readonly hasExperts: boolean;
}

const NOTHING = { kvHeads: 0, headDimK: 0, headDimV: 0, window: null };
const SEE_CONFIG = 'its config.json says the sizes.';

/** Returns what tensors tell. Throws a sentence if they are no language model's, or if their shapes cannot be read for its sizes. */
export function tensorFacts(entries: readonly TensorEntry[]): TensorFacts {
  const stack = layerStack(entries);
  if (!stack)
    throw new NotRead(
      `None of the file’s ${formatCountOf(entries.length, 'tensor')} is named as a layer’s (“layers.0.…”): it is not a language model as they are published.`,
    );
  if (stack.isEncoderDecoder) throw new NotRead(`The model has an encoder and a decoder: ${SEE_CONFIG}`);
  if (stack.crossAttention !== null)
    throw new NotRead(
      `“${quoted(stack.crossAttention)}” attends to a source, whose K and V are kept, too: ${SEE_CONFIG}`,
    );
  const layers = [...stack.layers.values()];
  const packed = layers.find((layer) => layer.has('packed'))?.get('packed');
  if (packed)
    throw new NotRead(
      `“${quoted(packed.name)}” is packed, so that its shape is not that of the weights: ${SEE_CONFIG}`,
    );
  const attending = layers.filter(
    (layer) => layer.has('k') || layer.has('latent') || (layer.has('fused') && !layer.has('state')),
  );
  const kinds = new Set(attending.map((layer) => (layer.has('latent') ? 'latent' : 'heads')));
  if (kinds.size > 1) throw new NotRead(`Some layers keep a latent (MLA), and some K and V: ${SEE_CONFIG}`);
  const sizes = attending.map(sizesOf);
  const one = (name: keyof Sizes, what: string) => onlyOf(sizes, name, what);
  const resting = layers.filter((layer) => !attending.includes(layer));
  const states = resting.filter((layer) => layer.has('state')).length;
  const counts = entries.map(elementsOf);
  return {
    attending: attending.length,
    others: [
      { kind: 'state', count: states, ...NOTHING } as const,
      { kind: 'none', count: resting.length - states, ...NOTHING } as const,
    ].filter(({ count }) => count > 0),
    isWhole: isWhole(stack),
    widthQ: one('q', 'Q'),
    widthK: one('k', 'K'),
    widthV: one('v', 'V'),
    latentWidth: one('latent', 'the latent'),
    headDim: one('headDim', 'a head’s norm'),
    queryHeads: one('sinks', 'the sinks'),
    dModel: one('dModel', 'd_model'),
    parameters: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    type: mainType(entries),
    hasExperts: stack.hasExperts,
  };
}

/** Sizes that one layer's shapes tell. */
interface Sizes {
  readonly q: number | null;
  readonly k: number | null;
  readonly v: number | null;
  readonly latent: number | null;
  readonly headDim: number | null;
  readonly sinks: number | null;
  readonly dModel: number | null;
}

function sizesOf(layer: LayerTensors): Sizes {
  const shape = (role: Parameters<LayerTensors['get']>[0]) => layer.get(role)?.shape ?? null;
  const rows = (role: Parameters<LayerTensors['get']>[0]) => shape(role)?.[0] ?? null;
  const [k, fused, latent] = [shape('k'), fusedSizes(layer), shape('latent')];
  const norm = shape('headNorm');
  return {
    q: rows('q') ?? fused?.q ?? null,
    k: rows('k') ?? fused?.kv ?? null,
    v: rows('v') ?? fused?.kv ?? null,
    latent: latent?.[0] ?? null,
    // A norm of all heads together is as wide as Q or K, and does not tell one head's width.
    headDim: norm?.length === 1 && norm[0] !== rows('k') && norm[0] !== rows('q') ? (norm[0] ?? null) : null,
    sinks: rows('sinks'),
    dModel: k?.[1] ?? latent?.[1] ?? fused?.dModel ?? null,
  };
}

/** Takes Q, K and V apart: the output's matrix is as wide as Q, and K is as wide as V. GPT-2's lie on their side. */
function fusedSizes(layer: LayerTensors): { q: number; kv: number; dModel: number } | null {
  const fused = layer.get('fused')?.shape;
  const output = layer.get('o')?.shape;
  if (fused?.length !== 2 || output?.length !== 2) return null;
  const [all, dModel] = [Math.max(...fused), Math.min(...fused)];
  const q = output[0] === dModel ? (output[1] ?? 0) : (output[0] ?? 0);
  const kv = (all - q) / 2;
  return Number.isInteger(kv) && kv > 0 ? { q, kv, dModel } : null;
}

/** The size that all layers have; null if none tells it. Refuses layers that differ: one number cannot stand for them. */
function onlyOf(sizes: readonly Sizes[], name: keyof Sizes, what: string): number | null {
  const found = [...new Set(sizes.flatMap((layer) => layer[name] ?? []))];
  if (found.length > 1)
    throw new NotRead(
      `Layers differ in the width of ${what} (${found.slice(0, 4).map(formatCount).join(', ')}): ${SEE_CONFIG}`,
    );
  return found[0] ?? null;
}

function isWhole({ layers }: LayerStack): boolean {
  return Math.max(...layers.keys()) + 1 === layers.size;
}
