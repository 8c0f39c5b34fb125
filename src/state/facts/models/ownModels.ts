import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import { MECHANISMS, type Mechanism, type TrainedLayer } from '../../../attention/types.ts';
import type { OwnModels } from './modelsState.ts';

/** @param number how many sets there were before: what makes its names its own */
export function ownModels({ title, models }: ModelSet, number: number): OwnModels {
  const names = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, `own ${number} ${mechanism}`]),
  ) as Readonly<Record<Mechanism, string>>;
  return {
    title,
    shape: models.gqa.shape,
    names,
    models: Object.fromEntries(MECHANISMS.map((mechanism) => [names[mechanism], models[mechanism]])),
  };
}

/** The set that they were made of. */
export function modelSetOf({ title, names, models }: OwnModels): ModelSet {
  const entries = MECHANISMS.map((mechanism) => [mechanism, models[names[mechanism]]]);
  return { title, models: Object.fromEntries(entries) as ModelSet['models'] };
}

/**
 * `trained` with names for its models that mean something in a file, too: the user's own have their set's title, mechanism
 * and seed; shipped ones have their file's name already.
 */
export function withLastingNames({ layer, models }: TrainedLayer, own: OwnModels | null): TrainedLayer {
  const entries = MECHANISMS.map((mechanism) => {
    const name = models[mechanism];
    const model = own?.models[name];
    return [mechanism, model ? `${own.title}: ${MECHANISM_SHORT[mechanism]}, seed ${model.card.seed}` : name] as const;
  });
  return { layer, models: Object.fromEntries(entries) as TrainedLayer['models'] };
}
