import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { FitsMap } from './FitsMap.tsx';
import type { FitsInput } from './layout.ts';
import { fitsTable } from './table.ts';

/** The map of what fits as a figure: with its data table, and to be saved. */
export function FitsFigure({ settings, controls, onError, ...input }: FitsInput & FigureProps) {
  return (
    <ChartFigure
      title="What fits: sequences against context"
      fileName="headroom-cost-what-fits"
      {...{ settings, controls, onError }}
      data={() => fitsTable(input)}
    >
      {(svgRef) => <FitsMap {...input} svgRef={svgRef} />}
    </ChartFigure>
  );
}
