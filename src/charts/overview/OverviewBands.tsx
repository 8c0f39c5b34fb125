import { groupSize } from '../../attention/sharing.ts';
import { headX, type OverviewLayout, runsOf } from './layout.ts';
import type { LayersOverviewProps } from './overviewProps.ts';

interface Props extends Pick<LayersOverviewProps, 'mechanism' | 'rows'> {
  readonly layout: OverviewLayout;
}

/** Bands behind the maps, one behind the heads of a KV head. They show through where the mask leaves a map empty. */
export function OverviewBands({ mechanism, rows, layout }: Props) {
  const { left, top, side, pitch, gap } = layout;
  const bands = runsOf(rows).flatMap((run) =>
    Array.from({ length: run.numKvHeads }, (_, kvHead) => {
      const first = kvHead * groupSize(run);
      const x = headX(layout, run, first) - gap;
      const end = headX(layout, run, first + groupSize(run) - 1) + side + gap;
      return { x, y: run.first * pitch - gap, width: end - x, height: run.count * pitch + gap };
    }),
  );
  return (
    <g transform={`translate(${left},${top})`} fill={`var(--${mechanism}-soft)`}>
      {bands.map((band) => (
        <rect key={`${band.x} ${band.y}`} {...band} />
      ))}
    </g>
  );
}
