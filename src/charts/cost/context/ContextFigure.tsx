import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { ContextChart } from './ContextChart.tsx';
import type { ContextInput } from './layout.ts';
import { contextTable } from './table.ts';

/** Memory against context as a figure: with its data table, and to be saved. */
export function ContextFigure({ settings, controls, onError, ...input }: ContextInput & FigureProps) {
  return (
    <ChartFigure
      title="Memory of one GPU against context"
      fileName="headroom-cost-context"
      {...{ settings, controls, onError }}
      data={() => contextTable(input)}
    >
      {(svgRef) => <ContextChart {...input} svgRef={svgRef} />}
    </ChartFigure>
  );
}
