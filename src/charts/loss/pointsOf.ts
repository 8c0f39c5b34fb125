import { medianAndRange } from '../../attention/numbers/medianAndRange.ts';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { spreadOf, type TrainedCatalog } from '../../catalog/trainedModels.ts';
import { type LossPoint, modelCacheBytes } from './points.ts';

/** The models of the catalog, from MQA to MHA, each with its spread over seeds. */
export function catalogPoints({ dModel, numHeads, models }: TrainedCatalog): LossPoint[] {
  return models
    .map((model) => ({
      numKvHeads: model.numKvHeads,
      cacheBytes: modelCacheBytes({ dModel, numHeads, numKvHeads: model.numKvHeads }),
      ...spreadOf(model, 'loss'),
    }))
    .toSorted((a, b) => a.numKvHeads - b.numKvHeads);
}

/** Three models side by side, from MQA to MHA, of one training each; two of one number of KV heads are one point. */
export function setPoints(models: Readonly<Record<Mechanism, TrainedModel>>): LossPoint[] {
  const points = MECHANISMS.flatMap((mechanism): [number, LossPoint][] => {
    const { shape, card } = models[mechanism];
    const loss = card.figures['loss'];
    if (loss === undefined) return [];
    const { numKvHeads } = shape;
    return [[numKvHeads, { numKvHeads, cacheBytes: modelCacheBytes(shape), ...medianAndRange([loss]) }]];
  });
  return [...new Map(points).values()].toSorted((a, b) => a.numKvHeads - b.numKvHeads);
}
