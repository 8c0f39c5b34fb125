import { timesDecimal } from '../../attention/cost/decimal.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { MemoryFigure } from '../../charts/cost/memory/MemoryFigure.tsx';
import type { CostPartProps, CostSetup, CostVariant } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { useFigure } from './useFigure.ts';

/** The memory of one GPU for each variant: weights, overhead, the cache of all sequences that were asked for, and what is left. */
export function MemoryPicture({ setup }: CostPartProps) {
  const figure = useFigure(setup);
  return (
    <MemoryFigure
      {...figure}
      bars={setup.variants.flatMap((variant) => barOf(setup, variant))}
      usableBytes={timesDecimal(setup.memoryBytes, setup.choice.utilisation)}
      memoryBytes={setup.memoryBytes}
    />
  );
}

/** None if the numbers are refused: the sentence above says why. */
function barOf(setup: CostSetup, variant: CostVariant) {
  const outcome = fitOnGpus(fitInputOf(setup, variant));
  if (!outcome.ok) return [];
  const { weightBytesPerGpu, overheadBytes, blocksPerSequence, blockBytes, replicas } = outcome.value;
  const { sequences } = setup.choice;
  return [
    {
      name: variant.name,
      accent: variant.accent,
      weightBytes: variant.weightBytes === null ? null : weightBytesPerGpu,
      overheadBytes,
      // The fullest replica's.
      cacheBytes: BigInt(Math.ceil(sequences / replicas)) * blocksPerSequence * blockBytes,
    },
  ];
}
