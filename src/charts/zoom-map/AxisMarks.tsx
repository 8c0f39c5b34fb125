import { axisLabels, fitsFlat } from '../axisLabels.ts';
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
  const flat = fitsFlat(keys);
  const gap = 0.4 * fontSize;
  const titleAt = margin + side / 2;
  return (
    <>
      <text className="zoom-map__title" x={titleAt} y={fontSize}>
        key (attended to) →
      </text>
      <text className="zoom-map__title" transform={`translate(${fontSize},${titleAt}) rotate(-90)`}>
        ← query (attends from)
      </text>
      {axisLabels(keys).map(({ position, text, at, selected }) => (
        <text
          key={position}
          className={flat ? 'zoom-map__label zoom-map__label--flat' : 'zoom-map__label'}
          data-selected={selected}
          transform={`translate(${margin + at},${margin - gap})${flat ? '' : ' rotate(-90)'}`}
          dy={flat ? 0 : '0.35em'}
        >
          {text}
        </text>
      ))}
      {queries.map(({ position, text, at, selected }) => (
        <text
          key={position}
          className="zoom-map__label zoom-map__label--query"
          data-selected={selected}
          x={margin - gap}
          y={margin + at}
          dy="0.35em"
        >
          {text}
        </text>
      ))}
    </>
  );
}
