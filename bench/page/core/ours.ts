import { keep } from '@tensorflow/tfjs-core';
import { mapStride, THUMBNAIL_SIDE } from '../../../src/attention/levelOfDetail.ts';
import { startBackend } from '../../../src/engine/backend/startBackend.ts';
import { scaledDotProduct } from '../../../src/engine/ops/attention.ts';
import { planSteps } from '../../../src/engine/ops/heads.ts';
import type { Matrix, Sharing } from '../../../src/engine/ops/ops.ts';
import { readBack } from '../../../src/engine/ops/readBack.ts';
import { WASM_PATH } from '../wasmPath.ts';
import type { Core } from './core.ts';
import type { CoreInputs } from './inputs.ts';

/** HeadRoom's engine from the projected heads on: its maps have the cells that a map on the screen can show. */
export async function ourCore(backend: 'webgl' | 'wasm', inputs: CoreInputs): Promise<Core> {
  const started = await startBackend({ backend, wasmPath: WASM_PATH });
  if (started.backend !== backend) throw new Error(`${backend} did not start: ${started.fallbackReason}`);
  const { ops } = started;
  const { tokens, headDim } = inputs;
  const upload = (values: Float32Array): Matrix => {
    const matrix = ops.upload(values, values.length / headDim, headDim);
    keep(matrix.tensor);
    return matrix;
  };
  const [q, k, v] = [upload(inputs.q), upload(inputs.k), upload(inputs.v)];
  const stride = mapStride(tokens, THUMBNAIL_SIDE);

  /** As many heads at a time as the engine's budget holds, as in the app. */
  async function inSteps(atStride: number, compute: (sharing: Sharing) => Matrix): Promise<Float32Array> {
    const parts: Float32Array[] = [];
    const all = { first: 0, count: inputs.numHeads };
    for (const heads of planSteps(['all'], all, ops.headsAtOnce(tokens, atStride)).flat()) {
      const { part } = await readBack(ops, () => ({ part: compute({ ...inputs, heads }) }));
      parts.push(part.values);
    }
    return joined(parts);
  }

  return {
    maps: () => inSteps(stride, (sharing) => ops.pooledWeights(q, k, sharing, stride)),
    outputs: () => inSteps(1, (sharing) => scaledDotProduct(ops, q, k, v, sharing).output),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
