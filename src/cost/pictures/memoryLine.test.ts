import { expect, it } from 'vitest';
import { timesDecimal } from '../../attention/cost/decimal.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { crossingOf } from '../../charts/cost/context/lines.ts';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { aSetup } from '../testing/aSetup.ts';
import { memoryLine } from './memoryLine.ts';

it.each<[string, Partial<CostChoice>]>([
  ['on one GPU', { sequences: 32 }],
  ['on eight in pairs, with sequences that do not divide', { sequences: 333, gpus: 8, tensorParallel: 2 }],
  ['with windows', { model: 'gemma-3-27b', sequences: 20, gpus: 2, tensorParallel: 2 }],
])('meets the memory that may be used where sequences cease to fit, %s', (_, choice) => {
  const setup = aSetup(choice);
  const ceiling = timesDecimal(setup.memoryBytes, setup.choice.utilisation);
  let met = 0;
  for (const variant of setup.variants) {
    const [line] = memoryLine(setup, variant);
    const longest = line && crossingOf(line, ceiling);
    if (longest === null || longest === undefined || longest < 1) continue;
    met++;
    const fitsAt = (contextTokens: number) => {
      const outcome = fitOnGpus({ ...fitInputOf(setup, variant), contextTokens });
      return outcome.ok && outcome.value.fits;
    };
    expect([fitsAt(longest), fitsAt(longest + 1)], variant.name).toEqual([true, false]);
  }
  expect(met).toBeGreaterThan(1);
});

it('begins with weights and overhead, and bends at the window', () => {
  const setup = aSetup({ model: 'gemma-3-27b' });
  const [published] = setup.variants;
  if (!published) throw new Error('The set-up has no variants.');
  const [line] = memoryLine(setup, published);
  const fit = fitOnGpus(fitInputOf(setup, published));
  expect(line?.kinks).toEqual([1024]);
  expect(line?.bytesAt(0)).toBe(fit.ok && fit.value.weightBytesPerGpu + fit.value.overheadBytes);
});

it('is none for numbers that vLLM would not start with', () => {
  const setup = aSetup({ gpus: 1, tensorParallel: 2 });
  expect(setup.variants.flatMap((variant) => memoryLine(setup, variant))).toEqual([]);
});
