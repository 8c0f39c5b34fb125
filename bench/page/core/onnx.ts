import * as ort from 'onnxruntime-web/wasm';
import type { Core } from './core.ts';
import type { CoreInputs } from './inputs.ts';
import { attentionModel } from './onnxModel.ts';

/**
 * The core in ONNX Runtime's WebAssembly (SIMD, one thread, as a page without cross-origin isolation gets it). Whole maps
 * leave it, as there is nothing to read back from a GPU.
 */
export async function onnxCore({ tokens, numHeads, numKvHeads, headDim, ...values }: CoreInputs): Promise<Core> {
  ort.env.wasm.numThreads = 1;
  const [forMaps, forOutputs] = await Promise.all([load('weights'), load('outputs')]);
  const tensor = (data: Float32Array, dims: readonly number[]) => new ort.Tensor('float32', data, dims);
  const kv = [numKvHeads, 1, tokens, headDim];
  const mapsFeeds = {
    q: tensor(values.q, [numKvHeads, numHeads / numKvHeads, tokens, headDim]),
    k: tensor(values.k, kv),
    scale: tensor(Float32Array.of(1 / Math.sqrt(headDim)), [1]),
    mask: tensor(causalMask(tokens), [tokens, tokens]),
  };
  const feeds = { ...mapsFeeds, v: tensor(values.v, kv) };
  return {
    maps: async () => valuesOf((await forMaps.run(mapsFeeds))['weights']),
    outputs: async () => valuesOf((await forOutputs.run(feeds))['outputs']),
  };
}

const load = (output: 'weights' | 'outputs') =>
  ort.InferenceSession.create(attentionModel(output), { executionProviders: ['wasm'] });

function valuesOf(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('ONNX Runtime returned no numbers.');
  return tensor.data;
}

/** [tokens, tokens]: 0 where a query sees the key, else far below every score. */
function causalMask(tokens: number): Float32Array {
  const mask = new Float32Array(tokens * tokens);
  for (let query = 0; query < tokens; query++) mask.fill(-1e9, query * tokens + query + 1, (query + 1) * tokens);
  return mask;
}
