/** For tests: trained weights. */
import { readFileSync } from 'node:fs';
import { shapeOf } from '../../attention/sharing.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import type { AttentionShape, Mechanism } from '../../attention/types.ts';
import { SHIPPED_MODELS, shippedModel } from '../../catalog/shippedModels.ts';
import { readModelFile } from '../modelFile.ts';

/** The sizes with which the app opens. */
export const SHIPPED_SHAPE: AttentionShape = {
  dModel: SHIPPED_MODELS.dModel,
  numHeads: SHIPPED_MODELS.numHeads,
  numKvHeads: 4,
};

/** The models of these sizes that ship. */
export function shippedSet(): ModelSet {
  const modelOf = (mechanism: Mechanism) => {
    const { numKvHeads } = shapeOf(mechanism, SHIPPED_SHAPE);
    const shipped = shippedModel(numKvHeads);
    if (!shipped) throw new Error(`No model with ${numKvHeads} KV heads ships.`);
    return readModelFile(readFileSync(`public/weights/${shipped.file}`));
  };
  return { title: 'shipped', models: { mha: modelOf('mha'), gqa: modelOf('gqa'), mqa: modelOf('mqa') } };
}
