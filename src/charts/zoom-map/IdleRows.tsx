import type { ZoomMapLayout } from './layout.ts';
import type { View } from './view/view.ts';

interface Props {
  /** Query positions. */
  readonly rows: readonly number[];
  readonly view: View;
  readonly layout: ZoomMapLayout;
}

/** Rows faded and struck through, as far as a causal mask lets the query see. */
export function IdleRows({ rows, view, layout }: Props) {
  const { margin, side } = layout;
  const pitch = side / view.span;
  const top = (row: number) => (row - view.query) * pitch;
  const left = -view.key * pitch;
  return (
    <svg aria-hidden="true" className="zoom-map__marks" x={margin} y={margin} width={side} height={side}>
      {rows.map((row) => (
        <rect key={row} className="zoom-map__fade" x={left} y={top(row)} width={(row + 1) * pitch} height={pitch} />
      ))}
      <path
        className="zoom-map__strike"
        d={rows.map((row) => `M${left} ${top(row) + pitch / 2}h${(row + 1) * pitch}`).join('')}
      />
    </svg>
  );
}
