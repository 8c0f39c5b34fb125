import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitOnGpus } from '../attention/cost/serving/fit.ts';
import { remediesFor } from '../attention/cost/serving/remedies.ts';
import { formatBothBytes } from '../attention/numbers/byteUnits.ts';
import { FUZZ_RUNS } from '../attention/testing/fuzzRuns.ts';
import { GPUS, gpuIdOf } from '../catalog/gpus/gpus.ts';
import { MODELS, modelIdOf } from '../catalog/models/models.ts';
import { anyCostChoice } from '../state/testing/arbitraryCost.ts';
import { arithmeticLines } from './arithmetic/lines.ts';
import { costSetupOf, weightsIn } from './costSetupOf.ts';
import { headlineText } from './first/headline.ts';
import { remedyText } from './fit/remedyText.ts';
import { replicationText } from './fit/replicationText.ts';
import { fitInputOf } from './fitInputOf.ts';

/** Any choice, of a model and a GPU of the catalog as a rule. */
const anyChoice = fc
  .tuple(anyCostChoice, fc.constantFrom(...MODELS), fc.constantFrom(...GPUS), fc.boolean())
  .map(([choice, model, gpu, isKnown]) =>
    isKnown ? { ...choice, model: modelIdOf(model), gpu: gpuIdOf(gpu), gpus: 8, tensorParallel: 8 } : choice,
  );

it('says something true to read of any choice, also of models that nobody would make', () => {
  const runs = Math.ceil(FUZZ_RUNS / 5);
  fc.assert(
    fc.property(anyChoice, (choice) => {
      const { setup, problems, remarks } = costSetupOf(choice);
      const said = [headlineText(setup), ...problems, ...remarks];
      for (const variant of setup.variants) {
        const { plan } = variant.variant.model;
        const { lines } = arithmeticLines(plan, setup.format, choice.contextTokens, choice.sequences);
        for (const line of lines)
          said.push(line.layers, line.formula ?? '', line.tokens, formatBothBytes(line.batchBytes));
        const outcome = fitOnGpus(fitInputOf(setup, variant));
        if (!outcome.ok) continue;
        said.push(replicationText(outcome.value, choice.tensorParallel), formatBothBytes(outcome.value.shortBytes));
        const remedies = remediesFor(fitInputOf(setup, variant), weightsIn(setup, variant));
        for (const { change } of remedies) said.push(remedyText(change).text);
      }
      expect(said.join(' ').replaceAll(setup.model.name, '')).not.toMatch(/undefined|NaN|Infinity|null|\[object/);
    }),
    { numRuns: runs, seed: 6 },
  );
});
