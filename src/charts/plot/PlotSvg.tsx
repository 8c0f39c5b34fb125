import type { ReactNode, Ref } from 'react';
import type { Size } from '../useSize.ts';
import './plot.css';

interface PlotSvgProps {
  /** Of the box that it fills. */
  readonly size: Size;
  /** What there is to see, in a sentence. */
  readonly title: string;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
  readonly children: ReactNode;
}

/** The drawing of a figure, as large as its box (`plot__box`), in px. */
export function PlotSvg({ size: { width, height }, title, svgRef, children }: PlotSvgProps) {
  return (
    <svg ref={svgRef} className="plot__svg" role="img" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <title>{title}</title>
      {children}
    </svg>
  );
}
