import { timesDecimal } from '../../attention/cost/decimal.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import type { SequenceBar } from '../../charts/cost/sequences/layout.ts';
import { SequenceBars } from '../../charts/cost/sequences/SequenceBars.tsx';
import { sequenceTable } from '../../charts/cost/sequences/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { accentColor } from '../accents.ts';
import type { CostPartProps, CostSetup, CostVariant } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { settingsOf } from '../settingsOf.ts';
import { binaryText } from '../words/bytesText.ts';

/** The memory of one GPU as published, MHA, GQA and MQA, cut into the sequences that fit. */
export function SequencesFigure({ setup }: CostPartProps) {
  const { notify } = useActions();
  const bars = setup.variants.flatMap((variant) => barOf(setup, variant));
  if (bars.length === 0) return null;
  return (
    <ChartFigure
      title="Sequences in the memory of one GPU"
      fileName="headroom-cost-sequences"
      settings={settingsOf(setup)}
      data={() => sequenceTable(bars)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <SequenceBars
          svgRef={svgRef}
          bars={bars}
          memoryBytes={Number(setup.memoryBytes)}
          usableBytes={Number(timesDecimal(setup.memoryBytes, setup.choice.utilisation))}
          bytesText={(bytes) => binaryText(BigInt(bytes))}
        />
      )}
    </ChartFigure>
  );
}

/** None if the numbers are refused: the sentence above says why. */
function barOf(setup: CostSetup, variant: CostVariant): SequenceBar[] {
  const outcome = fitOnGpus(fitInputOf(setup, variant));
  if (!outcome.ok) return [];
  const { sequencesPerReplica, sequences, replicas, weightBytesPerGpu, overheadBytes, ...fit } = outcome.value;
  const inAll = replicas === 1 ? '' : ` in each of ${formatCountOf(replicas, 'replica')}`;
  return [
    {
      name: variant.name,
      color: accentColor(variant.accent),
      weightBytes: Number(weightBytesPerGpu),
      overheadBytes: Number(overheadBytes),
      sequenceBytes: Number(fit.blocksPerSequence * fit.blockBytes),
      sequences: Number(sequencesPerReplica ?? 0n),
      countText: sequences === null ? 'no KV cache' : `${formatCountOf(sequencesPerReplica ?? 0n, 'sequence')}${inAll}`,
    },
  ];
}
