import { memo } from 'react';
import { axisLabels } from '../axisLabels.ts';
import { cellText } from '../cells/cellWindow.ts';
import { LEGEND_TICKS } from '../color/weightScale.ts';
import { textWidth } from '../labels.ts';
import { type FlowLayout, type FlowToken, rowMiddle } from './layout.ts';
import { barPath, type LineBundle, lineStyle } from './lines.ts';

/** The lines, weak ones below. As many paths as there are looks, not lines. */
export const LineMarks = memo(function LineMarks({ bundles }: { readonly bundles: readonly LineBundle[] }) {
  return bundles.map(({ level, width, opacity, d }) => (
    <path key={level} className="token-flow__line" strokeWidth={width} strokeOpacity={opacity} d={d} />
  ));
});

interface ColumnProps {
  readonly tokens: readonly string[];
  readonly layout: FlowLayout;
  /** Rows in view, and some before and after. */
  readonly from: number;
  readonly count: number;
}

interface TokenMarksProps extends ColumnProps {
  readonly kept: FlowToken | null;
  readonly selected: readonly number[];
}

/** Both columns' labels, thinned out where rows are lower than a line; selected queries marked. */
export function TokenMarks({ tokens, layout, from, count, kept, selected }: TokenMarksProps) {
  const { queryX, keyX, pitch, fontSize, labelRoom } = layout;
  const start = rowMiddle(layout, from) - pitch / 2;
  const labels = (side: FlowToken['side']) =>
    axisLabels({
      tokens,
      start: from,
      span: count,
      side: count * pitch,
      fontSize,
      room: labelRoom,
      selected: [...(kept?.side === side ? [kept.position] : []), ...(side === 'query' ? selected : [])],
    });
  return (
    <>
      {selected.map((position) => (
        <rect
          key={position}
          className="token-flow__selected"
          x={queryX - 0.75 * fontSize}
          y={rowMiddle(layout, position) - Math.max(2, Math.min(pitch, fontSize)) / 2}
          width={0.5 * fontSize}
          height={Math.max(2, Math.min(pitch, fontSize))}
        />
      ))}
      {(['query', 'key'] as const).map((side) =>
        labels(side).map(({ position, text, at, selected: isBold }) => (
          <text
            key={`${side} ${position}`}
            className={`token-flow__label token-flow__label--${side}`}
            data-kept={isBold}
            x={side === 'query' ? queryX - fontSize : keyX + 0.5 * fontSize}
            y={start + at}
            dy="0.35em"
          >
            {text}
          </text>
        )),
      )}
    </>
  );
}

interface BarMarksProps extends ColumnProps {
  readonly weights: Float64Array;
  readonly kept: FlowToken | null;
}

/** The averaged row beside the keys: bars, and figures where keys have labels. */
export function BarMarks({ tokens, layout, from, count, weights, kept }: BarMarksProps) {
  const { width, pitch, fontSize, labelRoom } = layout;
  const start = rowMiddle(layout, from) - pitch / 2;
  const selected = kept?.side === 'key' ? [kept.position] : [];
  const side = count * pitch;
  const places = axisLabels({ tokens, start: from, span: count, side, fontSize, room: labelRoom, selected });
  return (
    <>
      <path className="token-flow__bars" d={barPath(weights, layout)} />
      {places.map(({ position, at }) => (
        <text key={position} className="token-flow__figure" x={width} y={start + at} dy="0.35em">
          {position < weights.length && cellText(weights[position])}
        </text>
      ))}
    </>
  );
}

const QUERY_TITLE = 'query (attends from)';
const LEGEND_TITLE = 'attention weight';

interface HeadMarksProps {
  readonly layout: FlowLayout;
  readonly barsTitle: string;
}

/** Titles of the columns, and what widths mean. */
export function HeadMarks({ layout, barsTitle }: HeadMarksProps) {
  const { width, queryX, keyX, fontSize } = layout;
  const samples = LEGEND_TICKS.filter(({ weight }) => weight > 0);
  const step = (keyX - queryX) / (samples.length + 1);
  const middle = 2.1 * fontSize;
  const centre = (queryX + keyX) / 2;
  const hasRoom = centre - textWidth(LEGEND_TITLE, fontSize) / 2 > textWidth(QUERY_TITLE, fontSize) + fontSize;
  return (
    <>
      <text className="token-flow__title" x={0} y={fontSize}>
        {QUERY_TITLE}
      </text>
      <text className="token-flow__title token-flow__title--end" x={width} y={fontSize}>
        key (attended to)
      </text>
      <text className="token-flow__title token-flow__title--end" x={width} y={2.5 * fontSize}>
        {barsTitle}
      </text>
      {hasRoom && (
        <text className="token-flow__tick" x={centre} y={fontSize}>
          {LEGEND_TITLE}
        </text>
      )}
      {samples.map(({ weight, label }, index) => {
        const { width: strokeWidth, opacity } = lineStyle(weight, layout);
        const x = queryX + (index + 0.6) * step;
        return (
          <g key={label}>
            <path
              className="token-flow__line"
              strokeWidth={strokeWidth}
              strokeOpacity={opacity}
              d={`M${x} ${middle}h${0.6 * step}`}
            />
            <text className="token-flow__tick" x={x + 0.3 * step} y={middle + 1.4 * fontSize}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}
