import type { ModelParameters } from '../../../attention/trained/parameters.ts';
import type { ModelSet, TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import { planOf } from '../../facts/train/trainPlan.ts';
import type { TrainSetup } from '../../facts/train/trainSetup.ts';

/**
 * The models of a set-up after `step` steps, with what is known of them. Throws a sentence if one of them was lost to NaN in
 * the last step, whose loss nothing measured: it could be neither shown nor saved.
 *
 * @param parameters by mechanism
 * @param figures on held-out sequences, by mechanism
 */
export function trainedSet(
  setup: TrainSetup,
  step: number,
  parameters: Readonly<Record<string, ModelParameters>>,
  figures: Readonly<Record<string, Readonly<Record<string, number>>>>,
): ModelSet {
  const { lanes, recipe, seed } = planOf(setup);
  const models = lanes.map(({ id, name, shape }): [string, TrainedModel] => [
    id,
    {
      shape,
      parameters: finite(parameters[id] ?? missing(id), name, step),
      card: { recipe, seed, steps: step, figures: figures[id] ?? missing(id), revision: 'trained in the page' },
    },
  ]);
  return {
    title: `${setup.size}, GQA with ${setup.numKvHeads} KV heads, seed ${setup.seed}, at step ${step} of ${setup.steps}`,
    models: Object.fromEntries(models) as Record<Mechanism, TrainedModel>,
  };
}

function finite(parameters: ModelParameters, name: string, step: number): ModelParameters {
  if (Object.values(parameters).every((values) => values.every(Number.isFinite))) return parameters;
  throw new Error(`${name}: step ${step} left weights that are not finite. A lower learning rate may help.`);
}

function missing(id: string): never {
  throw new Error(`The training gave nothing back of ${id}, one of ${MECHANISMS.join(', ')}.`);
}
