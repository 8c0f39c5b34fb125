import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { RooflineChart, type RooflineChartProps } from './RooflineChart.tsx';
import { rooflineTable } from './table.ts';

/** The roofline as a figure: with its data table, and to be saved. */
export function RooflineFigure({
  settings,
  controls,
  onError,
  ...chart
}: Omit<RooflineChartProps, 'svgRef'> & FigureProps) {
  return (
    <ChartFigure
      title="Roofline: how fast at best"
      fileName="headroom-cost-roofline"
      {...{ settings, controls, onError }}
      data={() => rooflineTable(chart.points, chart.roof)}
    >
      {(svgRef) => <RooflineChart {...chart} svgRef={svgRef} />}
    </ChartFigure>
  );
}
