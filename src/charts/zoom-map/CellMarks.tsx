import type { ZoomMapLayout } from './layout.ts';
import type { Position, View } from './view/view.ts';

interface CellMarksProps {
  readonly view: View;
  readonly layout: ZoomMapLayout;
  readonly cell: Position;
  readonly hover: Position | null;
}

/** Smaller than this, a mark is a dot that nobody sees, in px. */
const LEAST_MARK = 6;

/**
 * The selected cell with its cross hairs, and the one pointed at. Each with a halo of the page's colour: it reads on any cell.
 */
export function CellMarks({ view, layout, cell, hover }: CellMarksProps) {
  const { margin, side } = layout;
  const pitch = side / view.span;
  const box = ({ queryPosition, keyPosition }: Position) => {
    const grown = Math.max(pitch, LEAST_MARK);
    const out = (grown - pitch) / 2;
    return {
      x: (keyPosition - view.key) * pitch - out,
      y: (queryPosition - view.query) * pitch - out,
      width: grown,
      height: grown,
    };
  };
  const own = box(cell);
  const middle = { x: own.x + own.width / 2, y: own.y + own.height / 2 };
  return (
    <svg aria-hidden="true" className="zoom-map__marks" x={margin} y={margin} width={side} height={side}>
      <path
        className="zoom-map__cross"
        d={`M0 ${middle.y}H${own.x}M${own.x + own.width} ${middle.y}H${side}M${middle.x} 0V${own.y}M${middle.x} ${own.y + own.height}V${side}`}
      />
      {hover && <Mark kind="hover" {...box(hover)} />}
      <Mark kind="selected" {...own} />
    </svg>
  );
}

interface MarkProps {
  readonly kind: 'hover' | 'selected';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Mark({ kind, ...box }: MarkProps) {
  return (
    <g className={`zoom-map__mark zoom-map__mark--${kind}`}>
      <rect className="zoom-map__halo" {...box} />
      <rect className="zoom-map__ring" {...box} />
    </g>
  );
}
