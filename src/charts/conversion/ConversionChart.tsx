import { line as polyline } from 'd3';
import type { Ref } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { accent } from '../color/palette.ts';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { YTicks } from '../plot/YTicks.tsx';
import { type Size, useSize } from '../useSize.ts';
import './conversion-chart.css';
import { type ConversionLayout, conversionLayout, type PanelLayout } from './layout.ts';
import { type ConversionPanel, lineSentence } from './panels.ts';

interface ConversionChartProps {
  /** Side by side, with one scale. */
  readonly panels: readonly ConversionPanel[];
  /** Percent of the original training's steps that there will be. */
  readonly percent: number;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * The loss of an MHA that was given fewer KV heads, from the conversion on, as it is trained a little longer: a line a rule.
 * After Ainslie et al. 2023, figures 4 and 5.
 */
export function ConversionChart(props: ConversionChartProps) {
  const [box, size] = useSize();
  return (
    <div ref={box} translate="no" className="plot plot__box conversion-chart">
      {size && <Plot {...props} size={size} />}
    </div>
  );
}

function Plot({ panels, percent, svgRef, size }: ConversionChartProps & { readonly size: Size }) {
  const layout = conversionLayout(panels, percent, size);
  const sentences = panels.flatMap((panel) => panel.lines.map(({ rule, points }) => lineSentence(panel, rule, points)));
  return (
    <PlotSvg
      svgRef={svgRef}
      size={size}
      title={`Loss after converting an MHA, against uptraining; ${sentences.join('; ')}`}
    >
      <text y={0.9 * size.fontSize}>
        loss on held-out sequences (nats){layout.beginsAt && `; the axis begins at ${layout.beginsAt}, not at 0`}
      </text>
      {layout.panels.map((panel, index) => (
        <Panel key={panel.panel.mechanism} {...{ layout, panel, size }} hasNumbers={index === 0} />
      ))}
      <text className="conversion-chart__x-name" x={size.width} y={size.height - 0.2 * size.fontSize}>
        uptraining, as a percentage of the MHA’s own steps
      </text>
    </PlotSvg>
  );
}

/** From the end of a line to its label, where that had to move. */
function Leader({
  label: { x, y, leader },
  em,
}: {
  readonly label: PanelLayout['lines'][number]['label'];
  readonly em: number;
}) {
  return (
    leader && (
      <line className="conversion-chart__leader" x1={leader.x + 0.15 * em} y1={leader.y} x2={x - 0.2 * em} y2={y} />
    )
  );
}

interface PanelProps {
  readonly layout: ConversionLayout;
  readonly panel: PanelLayout;
  readonly size: Size;
  /** The panels share the numbers of the first one's axis. */
  readonly hasNumbers: boolean;
}

function Panel({ layout: { top, bottom, yTicks }, panel: layout, size, hasNumbers }: PanelProps) {
  const { panel, left, right, xTicks, lines, levels } = layout;
  const em = size.fontSize;
  const path = polyline();
  return (
    <g style={{ color: accent(panel.mechanism) }}>
      <text className="conversion-chart__title" x={left} y={top - 1.1 * em}>
        {panel.mechanism.toUpperCase()} with {formatCountOf(panel.numKvHeads, 'KV head')}
      </text>
      <YTicks {...{ left, right, yTicks, em, hasNumbers }} />
      {xTicks.map(({ at, label }) => (
        <text key={label} className="conversion-chart__x-tick" x={at} y={bottom + 1.2 * em}>
          {label}
        </text>
      ))}
      {levels.map(({ kind, y, label }) => (
        <g key={kind} className={`conversion-chart__level conversion-chart__level--${kind}`}>
          <line x1={left} x2={right} y1={y} y2={y} />
          <Leader label={label} em={em} />
          <text className={`conversion-chart__label conversion-chart__label--${kind}`} x={label.x} y={label.y}>
            {label.text}
          </text>
        </g>
      ))}
      {lines.map(({ rule, points, label }) => (
        <g key={rule} className="conversion-chart__line">
          <path className={`conversion-chart__stroke--${rule}`} d={path(points.map(([x, y]) => [x, y])) ?? ''} />
          {points.map(([x, y]) => (
            <circle key={x} cx={x} cy={y} r={0.2 * em} />
          ))}
          <Leader label={label} em={em} />
          <text className="conversion-chart__label conversion-chart__label--line" x={label.x} y={label.y}>
            {label.text}
          </text>
        </g>
      ))}
    </g>
  );
}
