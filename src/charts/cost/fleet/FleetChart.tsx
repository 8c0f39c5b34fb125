import { type Ref, useState } from 'react';
import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { PlotAxes } from '../../plot/PlotAxes.tsx';
import { PlotCursor } from '../../plot/PlotCursor.tsx';
import { PlotReading } from '../../plot/PlotReading.tsx';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import { type FleetCurve, type FleetLayout, fleetLayout, MOST_USERS, usersAfterKey } from './layout.ts';
import './fleet-chart.css';

interface FleetChartProps {
  readonly curves: readonly FleetCurve[];
  /** Users of the choice, which are marked and read while nothing is pointed at. */
  readonly users: number;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** GPUs against users on log axes. Pointing, or the arrow keys, move a number of users at which all curves are read. */
export function FleetChart({ curves, users, svgRef }: FleetChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const read = pointed ?? users;
  return (
    <div className="plot fleet-chart">
      <PlotReading
        at={formatCountOf(read, 'user')}
        figures={curves.map(({ name, accent, gpusAt }) => ({
          key: name,
          name,
          mechanism: accent === 'published' ? undefined : accent,
          value: formatCountOf(gpusAt(read), 'GPU'),
        }))}
      />
      <div ref={box} translate="no" className="plot__box fleet-chart__box">
        {size && <Plot {...{ curves, size, read, pointed, setPointed, svgRef }} />}
      </div>
    </div>
  );
}

interface PlotProps extends Pick<FleetChartProps, 'curves' | 'svgRef'> {
  readonly size: Size;
  readonly read: number;
  readonly pointed: number | null;
  readonly setPointed: (users: number | null) => void;
}

function Plot({ curves, size, read, pointed, setPointed, svgRef }: PlotProps) {
  const layout = fleetLayout(curves, size);
  const figures = curves.map(({ name, gpusAt }) => `${name} ${formatCount(gpusAt(read))}`).join(', ');
  const sentence = `${formatCountOf(read, 'user')}: GPUs of ${figures}`;
  return (
    <>
      <PlotSvg svgRef={svgRef} size={size} title={`GPUs against users at once; ${sentence}`}>
        <PlotAxes frame={layout} size={size} xName="users at once" yName="GPUs" />
        <Marks layout={layout} read={read} em={size.fontSize} />
      </PlotSvg>
      <PlotCursor
        label="Users to read"
        least={1}
        most={MOST_USERS}
        value={read}
        sentence={sentence}
        pointed={pointed}
        valueAt={layout.usersAt}
        valueAfter={(key) => usersAfterKey(key, read)}
        onPoint={setPointed}
      />
    </>
  );
}

function Marks({ layout, read, em }: { readonly layout: FleetLayout; readonly read: number; readonly em: number }) {
  const { x, y, top, bottom, right, paths } = layout;
  return (
    <>
      <line className="fleet-chart__rule" x1={x(read)} x2={x(read)} y1={top} y2={bottom} />
      {paths.map(({ curve, d, labelY }) => (
        <g key={curve.name} className="fleet-chart__curve" data-accent={curve.accent}>
          <path className={`plot__dash--${curve.accent}`} d={d} />
          <circle cx={x(read)} cy={y(curve.gpusAt(read))} r={0.3 * em} />
          <text x={right + 0.5 * em} y={labelY + 0.35 * em}>
            {curve.name}
          </text>
        </g>
      ))}
    </>
  );
}
