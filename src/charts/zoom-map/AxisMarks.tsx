import { axisLabels, fitsFlat } from '../axisLabels.ts';
import { TokenAxes } from '../token-axes/TokenAxes.tsx';
import type { ZoomMapLayout } from './layout.ts';
import type { Position, View } from './view/view.ts';

interface AxisMarksProps {
  readonly tokens: readonly string[];
  readonly view: View;
  readonly layout: ZoomMapLayout;
  readonly cell: Position;
}

/** Both axes: what they are, and the tokens' labels. */
export function AxisMarks({ tokens, view, layout, cell }: AxisMarksProps) {
  const { margin, side, fontSize, labelRoom: room } = layout;
  const common = { tokens, span: view.span, side, fontSize, room };
  const keys = { ...common, start: view.key, selected: [cell.keyPosition] };
  const queries = axisLabels({ ...common, start: view.query, selected: [cell.queryPosition] });
  const titleAt = margin + side / 2;
  return (
    <>
      <text className="zoom-map__title" x={titleAt} y={fontSize}>
        key (attended to) →
      </text>
      <text className="zoom-map__title" transform={`translate(${fontSize},${titleAt}) rotate(-90)`}>
        ← query (attends from)
      </text>
      <TokenAxes
        keys={axisLabels(keys)}
        queries={queries}
        isFlat={fitsFlat(keys)}
        left={margin}
        top={margin}
        fontSize={fontSize}
      />
    </>
  );
}
