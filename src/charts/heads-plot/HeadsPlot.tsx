import type { ReactNode, Ref } from 'react';
import { PlotAxes } from '../plot/PlotAxes.tsx';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { type Size, useSize } from '../useSize.ts';
import { HeadsMarks } from './HeadsMarks.tsx';
import './heads-plot.css';
import type { HeadsLayout, HeadsPoint } from './layout.ts';

interface HeadsPlotProps<Point> {
  /** Names the kind of figure, and gives it its height. */
  readonly className: string;
  /** What there is to see, in a sentence. */
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
  readonly layoutOf: (size: Size) => HeadsLayout<Point>;
  /** What stands at a point, under its labels. */
  readonly markOf: (point: Point, em: number) => ReactNode;
  /** In the line under the y axis's name. */
  readonly legendOf: (em: number) => ReactNode;
  /** A point in words. */
  readonly sentenceOf: (point: Point) => string;
  /** Makes each point a button; left out where there is nothing to choose. */
  readonly onChoose?: ((numKvHeads: number) => void) | undefined;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** A figure against KV heads and their cache, with a point for each number of them. */
export function HeadsPlot<Point extends HeadsPoint>(props: HeadsPlotProps<Point>) {
  const [box, size] = useSize();
  return (
    <div ref={box} translate="no" className={`plot plot__box heads-plot ${props.className}`}>
      {size && <Plot {...props} size={size} />}
    </div>
  );
}

function Plot<Point extends HeadsPoint>(props: HeadsPlotProps<Point> & { readonly size: Size }) {
  const { size, title, xName, yName, layoutOf, markOf, legendOf, sentenceOf, onChoose, svgRef } = props;
  const layout = layoutOf(size);
  const em = size.fontSize;
  return (
    <>
      <PlotSvg svgRef={svgRef} size={size} title={title}>
        <PlotAxes frame={layout} size={size} xName={xName} yName={yName} />
        <g className="heads-plot__legend">{legendOf(em)}</g>
        <HeadsMarks layout={layout} em={em} markOf={markOf} />
      </PlotSvg>
      {onChoose &&
        layout.points.map((placed) => (
          <button
            key={placed.point.numKvHeads}
            type="button"
            className="heads-plot__choice"
            style={{ left: placed.x, top: placed.y }}
            aria-pressed={placed.isChosen}
            aria-label={sentenceOf(placed)}
            title={sentenceOf(placed)}
            onClick={() => onChoose(placed.point.numKvHeads)}
          />
        ))}
    </>
  );
}
