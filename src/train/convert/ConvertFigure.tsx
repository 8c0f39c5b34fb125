import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { ConversionChart } from '../../charts/conversion/ConversionChart.tsx';
import { conversionPointsTable, conversionTable } from '../../charts/conversion/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectConversionIsOutdated } from '../../state/shown/train/conversionSelectors.ts';
import { controlSentence } from './controlSentence.ts';
import { conversionPanels } from './conversionPanels.ts';
import { convertCaption } from './convertCaption.ts';

/** The loss of every rule from the conversion on, and what the figure does not show. */
export function ConvertFigure({ run }: { readonly run: ConversionRun }) {
  const { notify } = useActions();
  const panels = conversionPanels(run);
  const isOutdated = useAppState(selectConversionIsOutdated);
  const { steps } = run.set.models.mha.card;
  return (
    <>
      <ChartFigure
        title={`From the MHA at step ${formatCount(steps)} to GQA and MQA: loss, before and during uptraining`}
        fileName="headroom-convert"
        settings={convertCaption(run)}
        data={() => conversionTable(panels)}
        csvData={() => conversionPointsTable(panels)}
        onError={(text) => notify({ id: 'save', kind: 'error', text })}
      >
        {(svgRef) => <ConversionChart panels={panels} percent={run.percent} svgRef={svgRef} />}
      </ChartFigure>
      {isOutdated && (
        <p className="convert__note" role="status">
          <strong>Of the models at step {formatCount(steps)}</strong>, which are no longer the present ones:{' '}
          <b>Convert</b> does it again.
        </p>
      )}
      <p className="convert__note">
        Before converting, at the left edge: {lossText(run.set.models.mha.card.figures['loss'])}. {controlSentence(run)}{' '}
        “From scratch” are the GQA and MQA that were trained beside it, for {formatCountOf(steps, 'step')} as well.{' '}
        <strong>A toy’s numbers:</strong> one seed, two small layers, made-up questions. The paper’s T5 gets most of its
        quality back with 5 %; models as small as these don’t, and the rules’ order may change from seed to seed.
      </p>
    </>
  );
}

function lossText(loss: number | undefined): string {
  return loss === undefined ? 'not measured' : loss.toFixed(3);
}
