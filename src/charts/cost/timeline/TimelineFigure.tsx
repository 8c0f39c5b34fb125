import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { Timeline, type TimelineProps } from './Timeline.tsx';
import { timelineTable } from './table.ts';

/** The models by year as a figure: with its data table, and to be saved. */
export function TimelineFigure({ settings, controls, onError, ...chart }: Omit<TimelineProps, 'svgRef'> & FigureProps) {
  return (
    <ChartFigure
      title="From MHA to GQA: models by year"
      fileName="headroom-cost-timeline"
      {...{ settings, controls, onError }}
      data={() => timelineTable(chart.timeline)}
    >
      {(svgRef) => <Timeline {...chart} svgRef={svgRef} />}
    </ChartFigure>
  );
}
