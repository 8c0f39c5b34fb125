import { ConversionChart } from '../../charts/conversion/ConversionChart.tsx';
import { conversionPointsTable, conversionTable } from '../../charts/conversion/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { CONTROL_LANE } from '../../state/train/convert/conversionPlan.ts';
import type { ConversionRun } from '../../state/train/convert/conversionState.ts';
import { useActions } from '../../state/useAppState.tsx';
import { conversionPanels } from './conversionPanels.ts';
import { convertCaption } from './convertCaption.ts';

/** The loss of every rule from the conversion on, and what the figure does not show. */
export function ConvertFigure({ run }: { readonly run: ConversionRun }) {
  const { notify } = useActions();
  const panels = conversionPanels(run);
  const control = run.points.at(-1)?.losses[CONTROL_LANE];
  const { steps } = run.set.models.mha.card;
  return (
    <>
      <ChartFigure
        title="From one MHA to GQA and MQA: loss, before and while uptraining"
        fileName="headroom-convert"
        settings={convertCaption(run)}
        data={() => conversionTable(panels)}
        csvData={() => conversionPointsTable(panels)}
        onError={(text) => notify({ id: 'save', kind: 'error', text })}
      >
        {(svgRef) => <ConversionChart panels={panels} percent={run.percent} svgRef={svgRef} />}
      </ChartFigure>
      <p className="convert__note">
        Before converting, at the left edge: {lossText(run.set.models.mha.card.figures['loss'])}.{' '}
        {control !== undefined && `The MHA itself, trained on as long: ${lossText(control)}. `}
        “From scratch” are the GQA and MQA that were trained beside it for all {steps} steps.{' '}
        <strong>A toy’s numbers:</strong> one seed, two small layers, made-up questions. The paper’s T5 gets most of its
        quality back with 5 %; models as small as these don’t, and the rules’ order may change from seed to seed.
      </p>
    </>
  );
}

function lossText(loss: number | undefined): string {
  return loss === undefined ? 'not measured' : loss.toFixed(3);
}
