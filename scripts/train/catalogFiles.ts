import { gotStuck } from '../../src/catalog/figureText.ts';
import type { ShippedCatalog } from '../../src/catalog/shippedModels.ts';
import type { MeasuredTrainings, TrainedCatalog } from '../../src/catalog/trainedModels.ts';

/** What `src/catalog/shippedModels.json` and `src/catalog/trainedModels.json` hold, which `trainedModels.ts` puts together. */
interface CatalogFiles {
  readonly shipped: ShippedCatalog;
  readonly measured: MeasuredTrainings;
}

/** The two parts of a catalog: what the first view needs, and what was measured. */
export function catalogFiles({ dModel, numHeads, recipe, models }: TrainedCatalog): CatalogFiles {
  return {
    shipped: {
      dModel,
      numHeads,
      models: models.map(({ trainings: _measured, ...model }) => model),
      stuck: models.filter(gotStuck).map(({ numKvHeads }) => numKvHeads),
    },
    measured: {
      recipe,
      trainings: Object.fromEntries(models.map(({ numKvHeads, trainings }) => [numKvHeads, trainings])),
    },
  };
}
