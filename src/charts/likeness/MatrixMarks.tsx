import type { AttentionShape } from '../../attention/types.ts';
import { groupBoxes } from './groupBoxes.ts';
import type { MatrixLayout } from './layout.ts';

/** A row and a column of a matrix, in places of its order. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface MatrixMarksProps {
  readonly order: readonly number[];
  readonly shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>;
  readonly layout: MatrixLayout;
  readonly selected: Place | null;
  /** Under the pointer or the keyboard. */
  readonly pointed: Place | null;
}

/**
 * The heads' numbers, the outlines of KV groups, and what is selected or pointed at; strokes have a halo to read on any cell.
 */
export function MatrixMarks({ order, shape, layout, selected, pointed }: MatrixMarksProps) {
  const { left, top, cell, side, step } = layout;
  const middle = (place: number) => (place + 0.5) * cell;
  return (
    <g transform={`translate(${left},${top})`}>
      {order.map(
        (head, place) =>
          place % step === 0 && (
            <g key={head} className="likeness-matrix__head">
              <text x={middle(place)} y="-0.4em" textAnchor="middle">
                {head}
              </text>
              <text x="-0.3em" y={middle(place)} dy="0.35em" textAnchor="end">
                {head}
              </text>
            </g>
          ),
      )}
      <rect className="likeness-matrix__frame" width={side} height={side} />
      {groupBoxes(order, shape).map(({ x, y, width, height }) => (
        <Outline key={`${x} ${y}`} kind="group" x={x * cell} y={y * cell} width={width * cell} height={height * cell} />
      ))}
      {selected && <Outline kind="selected" {...cellBox(selected, cell)} />}
      {pointed && <Outline kind="pointed" {...cellBox(pointed, cell)} />}
    </g>
  );
}

function cellBox({ row, column }: Place, cell: number) {
  return { x: column * cell, y: row * cell, width: cell, height: cell };
}

interface OutlineProps {
  readonly kind: 'group' | 'selected' | 'pointed';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Outline({ kind, ...box }: OutlineProps) {
  return (
    <g className={`likeness-matrix__outline likeness-matrix__outline--${kind}`}>
      <rect className="likeness-matrix__halo" {...box} />
      <rect className="likeness-matrix__ring" {...box} />
    </g>
  );
}
