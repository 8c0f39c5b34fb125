import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
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
