import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { ShardLanes, type ShardLanesProps } from './ShardLanes.tsx';
import { shardsTable } from './table.ts';

/** One layer's lanes on each GPU as a figure: with its data table, and to be saved. */
export function ShardsFigure({ settings, controls, onError, ...lanes }: Omit<ShardLanesProps, 'svgRef'> & FigureProps) {
  return (
    <ChartFigure
      title="Cache of one layer on each GPU"
      fileName="headroom-cost-lanes"
      {...{ settings, controls, onError }}
      data={() => shardsTable(lanes.variants, lanes.tensorParallel)}
    >
      {(svgRef) => <ShardLanes {...lanes} svgRef={svgRef} />}
    </ChartFigure>
  );
}
