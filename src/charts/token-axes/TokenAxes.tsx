import type { AxisLabel } from '../axisLabels.ts';
import './token-axes.css';

interface TokenAxesProps {
  /** Labels of the columns, above the map, and of the rows, left of it. */
  readonly keys: readonly AxisLabel[];
  readonly queries: readonly AxisLabel[];
  /** Whether the labels of the columns lie flat; they stand on their columns otherwise. */
  readonly isFlat: boolean;
  /** Where the map begins, in px: the labels end a little before. */
  readonly left: number;
  readonly top: number;
  readonly fontSize: number;
}

/** Between a label and the map, in em. */
const GAP_EM = 0.4;

/** The tokens at both axes of a map: marks in a picture that has the map at `left` and `top`. */
export function TokenAxes({ keys, queries, isFlat, left, top, fontSize }: TokenAxesProps) {
  const gap = GAP_EM * fontSize;
  return (
    <>
      {keys.map(({ position, text, at, selected }) => (
        <text
          key={position}
          className={isFlat ? 'token-axes__label token-axes__label--flat' : 'token-axes__label'}
          data-selected={selected}
          transform={`translate(${left + at},${top - gap})${isFlat ? '' : ' rotate(-90)'}`}
          dy={isFlat ? 0 : '0.35em'}
        >
          {text}
        </text>
      ))}
      {queries.map(({ position, text, at, selected }) => (
        <text
          key={position}
          className="token-axes__label token-axes__label--query"
          data-selected={selected}
          x={left - gap}
          y={top + at}
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </>
  );
}
