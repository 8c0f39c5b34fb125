import { type Ref, useMemo, useRef, useState } from 'react';
import type { Timeline as TimelineData } from '../../../catalog/models/timeline.ts';
import { textWidth } from '../../labels.ts';
import { PlotAxes } from '../../plot/PlotAxes.tsx';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import { DotMark } from './DotMark.tsx';
import { type Dot, dotsOf } from './dots.ts';
import { dotAfterKey } from './keys.ts';
import { type DotLayout, dotNear, timelineHeightEm, timelineLayout } from './layout.ts';
import '../shared/cost-charts.css';
import './timeline.css';

export interface TimelineProps {
  readonly timeline: TimelineData;
  /** Id of the model that is chosen; null, or an id that is not here, marks none. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** Models by year and queries per KV head. Each dot is one, and a click or Enter chooses it; the arrow keys go from dot to dot. */
export function Timeline({ timeline, chosen, onChoose, svgRef }: TimelineProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<string | null>(null);
  const dots = useMemo(() => dotsOf(timeline), [timeline]);
  const shown = dots.find(({ id }) => id === (pointed ?? chosen));
  const heightEm = timelineHeightEm(size ? size.width / size.fontSize : 100);
  return (
    <div className="plot cost-chart timeline">
      <p className="timeline__reading">{shown ? shown.sentence : 'Each dot is a model. Choose one.'}</p>
      <div ref={box} translate="no" className="plot__box" style={{ height: `${heightEm}em` }}>
        {size && (
          <Plot
            {...{ dots, chosen, onChoose, svgRef, pointed, setPointed }}
            {...{ width: size.width, height: heightEm * size.fontSize, fontSize: size.fontSize }}
          />
        )}
      </div>
    </div>
  );
}

interface PlotProps extends Omit<TimelineProps, 'timeline'>, Size {
  readonly dots: readonly Dot[];
  /** Id of the model that is pointed at, or has the focus. */
  readonly pointed: string | null;
  readonly setPointed: (id: string | null) => void;
}

function Plot({ dots, chosen, onChoose, svgRef, pointed, setPointed, width, height, fontSize: em }: PlotProps) {
  const group = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const layout = useMemo(() => timelineLayout(dots, { width, height, fontSize: em }), [dots, width, height, em]);
  const placeOf = (id: string | null) => layout.dots.find(({ dot }) => dot.id === id);
  const chosenDot = placeOf(chosen);
  const pointedDot = placeOf(pointed);
  const tabStop = (placeOf(stop) ?? chosenDot ?? layout.dots[0])?.dot.id;
  const nearestTo = (event: { currentTarget: Element; clientX: number; clientY: number }) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return dotNear(layout.dots, event.clientX - left, event.clientY - top, 1.5 * em)?.dot.id ?? null;
  };
  const goTo = (index: number) => {
    const id = layout.dots[index]?.dot.id;
    if (id === undefined) return;
    setStop(id);
    group.current?.querySelector<HTMLElement>(`[data-model="${CSS.escape(id)}"]`)?.focus();
  };
  return (
    <>
      <PlotSvg
        svgRef={svgRef}
        size={{ width, height, fontSize: em }}
        title={`${dots.length} models by year and queries per KV head${chosenDot ? `; chosen: ${chosenDot.dot.sentence}` : ''}`}
      >
        <Frame layout={layout} size={{ width, height, fontSize: em }} />
        {layout.dots.map(({ dot, x, y }) => (
          <DotMark key={dot.id} kind={dot.kind} isHollow={dot.isHollow} x={x} y={y} pitch={layout.pitch} />
        ))}
        {chosenDot && <Named place={chosenDot} width={width} em={em} pitch={layout.pitch} isChosen />}
        {pointedDot && pointedDot !== chosenDot && (
          <g data-save="omit">
            <Named place={pointedDot} width={width} em={em} pitch={layout.pitch} isChosen={false} />
          </g>
        )}
      </PlotSvg>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div
        ref={group}
        role="group"
        aria-label="Models by year"
        className="timeline__choices"
        onPointerMove={(event) => setPointed(nearestTo(event))}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const id = nearestTo(event);
          // A click of a key, or of a program, has no place: it was for the button.
          const target = (event.target as HTMLElement).dataset['model'] ?? id;
          if (target !== null) onChoose(event.detail === 0 ? target : (id ?? target));
        }}
        onBlur={() => setPointed(null)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
          const index = layout.dots.findIndex(({ dot }) => dot.id === tabStop);
          const next = dotAfterKey(event.key, index, layout.dots);
          if (next === undefined) return;
          // The key was for this chart: neither the page nor a slider of Present should move by it, too.
          event.preventDefault();
          event.stopPropagation();
          goTo(next);
        }}
      >
        {layout.dots.map(({ dot, x, y }) => (
          <button
            key={dot.id}
            type="button"
            data-model={dot.id}
            className="timeline__choice"
            style={{ left: x, top: y, width: layout.pitch, height: layout.pitch }}
            tabIndex={dot.id === tabStop ? 0 : -1}
            aria-pressed={dot.id === chosen}
            aria-label={dot.sentence}
            onFocus={() => {
              setStop(dot.id);
              setPointed(dot.id);
            }}
          />
        ))}
      </div>
    </>
  );
}

interface FrameProps {
  readonly layout: ReturnType<typeof timelineLayout>;
  readonly size: Size;
}

/** Axes, legend, and the rows of models that have no KV heads. */
function Frame({ layout, size }: FrameProps) {
  const em = size.fontSize;
  const { left, right, asides, legend, nameY, pitch } = layout;
  return (
    <>
      <g className="timeline__legend">
        {legend.map(({ kind, label, x, y }) => (
          <g key={kind}>
            <DotMark
              kind={kind === 'hollow' ? 'MHA' : kind}
              isHollow={kind === 'hollow'}
              x={x}
              y={y}
              pitch={Math.max(pitch, 0.85 * em)}
            />
            <text x={x + em} y={y}>
              {label}
            </text>
          </g>
        ))}
      </g>
      {asides.map(({ at, label }) => (
        <g key={label} className="timeline__aside">
          <line x1={left} x2={right} y1={at} y2={at} />
          <text x={left - 0.5 * em} y={at}>
            {label}
          </text>
        </g>
      ))}
      <g transform={`translate(0,${nameY - 0.9 * em})`}>
        <PlotAxesAt layout={layout} size={size} dy={nameY - 0.9 * em} />
      </g>
    </>
  );
}

/** Both axes, whose name stands lower than at the top of the picture. */
function PlotAxesAt({ layout, size, dy }: FrameProps & { readonly dy: number }) {
  const moved = (ticks: typeof layout.yTicks) => ticks.map(({ at, label }) => ({ at: at - dy, label }));
  const frame = { ...layout, bottom: layout.bottom - dy, yTicks: moved(layout.yTicks) };
  return (
    <PlotAxes
      frame={frame}
      size={{ ...size, height: size.height - dy }}
      xName="year of release"
      yName="query heads that share a KV head (logarithmic)"
    />
  );
}

interface NamedProps {
  readonly place: DotLayout;
  /** That of the picture, in px. */
  readonly width: number;
  readonly em: number;
  readonly pitch: number;
  readonly isChosen: boolean;
}

/** A ring around a dot, and its model's name above. */
function Named({ place: { dot, x, y }, width, em, pitch, isChosen }: NamedProps) {
  const half = (1.15 * textWidth(dot.name, em)) / 2;
  const middle = Math.min(width - half, Math.max(half, x));
  return (
    <g className={isChosen ? 'timeline__named timeline__named--chosen' : 'timeline__named'}>
      <circle cx={x} cy={y} r={0.5 * pitch + 2} />
      <text className="plot__halo" x={middle} y={y - 0.5 * pitch - 0.8 * em}>
        {dot.name}
      </text>
    </g>
  );
}
