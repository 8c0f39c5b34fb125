import { ChartFigure } from '../../figure/ChartFigure.tsx';
import type { FigureProps } from '../shared/figureProps.ts';
import { MemoryStack, type MemoryStackProps } from './MemoryStack.tsx';
import { memoryTable } from './table.ts';

/** The memory of one GPU as a figure: with its data table, and to be saved. */
export function MemoryFigure({
  settings,
  controls,
  onError,
  ...stack
}: Omit<MemoryStackProps, 'svgRef'> & FigureProps) {
  return (
    <ChartFigure
      title="Memory of one GPU"
      fileName="headroom-cost-memory"
      {...{ settings, controls, onError }}
      data={() => memoryTable(stack.bars, stack.usableBytes)}
    >
      {(svgRef) => <MemoryStack {...stack} svgRef={svgRef} />}
    </ChartFigure>
  );
}
