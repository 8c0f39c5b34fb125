import type { RunRequest } from '../../attention/run/request.ts';
import { headDim, kvHeadOf, shapeOf } from '../../attention/sharing.ts';
import { headColumns, headRows } from '../../attention/sliceHeads.ts';
import type { CellAddress, CellTrace } from '../Engine.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import type { DeviceLayer, OnDevice } from '../forward/onDevice.ts';
import type { AttentionOps, Matrix } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';

/** What the backend has to say of a cell. */
export type CellNumbers = Pick<
  CellTrace,
  'query' | 'key' | 'scores' | 'weights' | 'values' | 'context' | 'contribution' | 'output'
>;

/**
 * Computes one row of attention, in the inspected head and, for the output, in all heads, and reads that back: no map.
 *
 * @param x [tokens, dModel]
 * @param values what an earlier cell of the same KV head and inputs gave
 */
export async function readCell(
  ops: AttentionOps,
  layers: HostLayers,
  device: OnDevice,
  request: RunRequest,
  cell: CellAddress,
  x: Float32Array,
  values?: Float32Array,
): Promise<CellNumbers> {
  const { tokens, config } = request;
  const { mechanism, queryHead, queryPosition, keyPosition } = cell;
  const shape = shapeOf(mechanism, config);
  const [width, kvHead] = [headDim(shape), kvHeadOf(queryHead, shape)];
  const { wO, wV } = layers.layer(mechanism, config);
  const token = (position: number) =>
    ops.upload(x.slice(position * config.dModel, (position + 1) * config.dModel), 1, config.dModel);
  const build = (layer: DeviceLayer): Record<string, Matrix> => {
    const row = { ...shape, tokens: tokens.length, causal: config.causal, queries: { first: queryPosition, count: 1 } };
    const inHead = { ...row, heads: { first: queryHead, count: 1 } };
    const q = ops.project(token(queryPosition), layer.wQ, width);
    const weights = ops.attentionWeights(q, layer.k, inHead);
    const context = ops.mix(weights, layer.v, inHead);
    const ofHead = headColumns(wO, queryHead, shape).weight;
    const ofAllHeads = ops.mix(ops.attentionWeights(q, layer.k, row), layer.v, row);
    return {
      q,
      k: ops.project(token(keyPosition), layer.wK, width),
      scores: ops.scores(q, layer.k, inHead),
      weights,
      context,
      contribution: ops.project(context, { weight: ops.upload(ofHead, config.dModel, width) }, config.dModel),
      output: ops.project(ofAllHeads, layer.wO, config.dModel),
      ...(!values && { values: valuesOf(layer.x) }),
    };
  };
  const valuesOf = (input: Matrix): Matrix => {
    const { weight, bias } = headRows(wV, kvHead, shape);
    const linear = {
      weight: ops.upload(weight, width, config.dModel),
      ...(bias && { bias: ops.upload(bias, 1, width) }),
    };
    return ops.project(input, linear, width);
  };
  const read = await readBack(ops, () => device.withLayer(mechanism, request, build));
  const arrayOf = (name: string): Float32Array => {
    const matrix = read[name];
    if (!matrix) throw new Error(`The backend returned no ${name}.`);
    return matrix.values;
  };
  const scores = arrayOf('scores');
  if (config.causal) scores.fill(Number.NaN, queryPosition + 1);
  return {
    query: arrayOf('q').slice(queryHead * width, (queryHead + 1) * width),
    key: arrayOf('k').slice(kvHead * width, (kvHead + 1) * width),
    scores,
    weights: arrayOf('weights'),
    values: values ?? arrayOf('values'),
    context: arrayOf('context'),
    contribution: arrayOf('contribution'),
    output: arrayOf('output'),
  };
}
