import { cellsPerSide, mapStride } from '../../src/attention/levelOfDetail.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { headDim, shapeOf } from '../../src/attention/sharing.ts';
import { startEngine } from '../../src/engine/startEngine.ts';
import { requestOf } from './requests.ts';
import { WASM_PATH } from './wasmPath.ts';

interface PeakFigures {
  readonly tokens: number;
  /** The most bytes of GPU textures that an engine of its own had in use at once. */
  readonly peakBytes: number;
  readonly neededBytes: number;
}

/** The GPU's memory at its fullest in a first run on `tokens` tokens; undefined where no GPU's memory is counted. */
export async function peakMemory(tokens: number): Promise<PeakFigures | undefined> {
  const request = requestOf(tokens);
  const { engine } = await startEngine({ backend: 'auto', wasmPath: WASM_PATH });
  await engine.run(request);
  const { peakBytes } = await engine.memory();
  await engine.stop();
  return peakBytes === undefined ? undefined : { tokens, peakBytes, neededBytes: neededBytes(request) };
}

/**
 * What is live and needed while a mechanism's heads are computed together, as unpadded float32: weights, biases,
 * embeddings, queries and keys; the scores of that mechanism; the cells that are read back of all.
 */
function neededBytes({ tokens: { length }, config, mechanisms, mapSide }: RunRequest): number {
  const { dModel, numHeads, bias } = config;
  const projection = (out: number) => out * dModel + (bias ? out : 0) + out * length;
  const keys = mechanisms.map((mechanism) => projection(shapeOf(mechanism, config).numKvHeads * headDim(config)));
  const kept = length * dModel + projection(dModel) + keys.reduce((sum, count) => sum + count, 0);
  const scores = numHeads * length ** 2;
  const cells = mechanisms.length * numHeads * cellsPerSide(length, mapStride(length, mapSide)) ** 2;
  return 4 * (kept + scores + cells);
}
