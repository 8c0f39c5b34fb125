import { ChartFigure } from '../figure/ChartFigure.tsx';
import { LossChart } from './LossChart.tsx';
import type { LossPoint } from './points.ts';
import { lossTable } from './table.ts';

/** Whose losses a figure shows. */
export interface LossSubject {
  readonly title: string;
  /** Of saved files, without ending. */
  readonly fileName: string;
  /** The caption: what the models have in common. */
  readonly settings: readonly string[];
  /** Ascending in KV heads: from MQA to MHA. */
  readonly points: readonly LossPoint[];
}

interface LossFigureProps {
  readonly subject: LossSubject;
  /** The number of KV heads that is marked as the present choice. */
  readonly chosen?: number | undefined;
  /** Makes each point a button. */
  readonly onChoose?: ((numKvHeads: number) => void) | undefined;
  /** Takes a sentence where a file could not be saved. */
  readonly onError: (text: string) => void;
}

/** Measured losses against the KV cache as a figure: with its data table, and to be saved. */
export function LossFigure({ subject: { points, ...names }, chosen, onChoose, onError }: LossFigureProps) {
  return (
    <ChartFigure {...names} data={() => lossTable(points)} onError={onError}>
      {(svgRef) => <LossChart points={points} chosen={chosen} onChoose={onChoose} svgRef={svgRef} />}
    </ChartFigure>
  );
}
