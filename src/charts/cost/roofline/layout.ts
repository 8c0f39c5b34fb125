import { scaleLog } from 'd3';
import { spread, textWidth, widest } from '../../labels.ts';
import type { PlotFrame } from '../../plot/frame.ts';
import type { Size } from '../../useSize.ts';
import { attainable, intensityText, pointLabel, type Roof, type RooflinePoint, rateText, ridgeOf } from './points.ts';

const TOP_EM = 2.6;
const BOTTOM_EM = 2.7;
const LINE_EM = 1.3;
/** Points stand apart from the ends of the axis by this factor. */
const MARGIN = 2;
/** A picture this wide has its points' labels at the right, and leaders to them; a narrower one has them below, as a list. */
const WIDE_EM = 44;
const BOLD = 1.1;

export interface PointLayout {
  readonly point: RooflinePoint;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** Places of everything, in px. */
export interface RooflineLayout extends PlotFrame {
  readonly least: number;
  readonly most: number;
  readonly x: (intensity: number) => number;
  readonly y: (flops: number) => number;
  readonly intensityAt: (px: number) => number;
  /** The roof from the left to the right; the ridge is its middle point. */
  readonly roof: readonly (readonly [x: number, y: number])[];
  readonly ridgeX: number;
  readonly peakY: number;
  /** True when labels have leaders to their points; in a list they have the points' shapes. */
  readonly hasLeaders: boolean;
  readonly points: readonly PointLayout[];
  /** The axis's name stands here, over the list. */
  readonly axisBottom: number;
}

/** Returns the height of the picture in em: a narrow one has a line more for each point. */
export function rooflineHeightEm(points: number, widthEm: number): number {
  return widthEm >= WIDE_EM ? Math.max(22, 6 + points * LINE_EM) : 20 + (points + 0.5) * LINE_EM;
}

export function rooflineLayout(points: readonly RooflinePoint[], roof: Roof, size: Size): RooflineLayout {
  const em = size.fontSize;
  const hasLeaders = size.width >= WIDE_EM * em;
  const labels = points.map(pointLabel);
  const labelRoom = BOLD * widest(labels, em) + 2.4 * em;
  const axisBottom = size.height - (hasLeaders ? 0 : (points.length + 0.5) * LINE_EM * em);

  const ridge = ridgeOf(roof);
  const intensities = [...points.map(({ intensity }) => intensity), ridge];
  const least = Math.min(...intensities) / MARGIN;
  const most = Math.max(MARGIN * ridge, MARGIN * Math.max(...intensities));
  const top = TOP_EM * em;
  const bottom = axisBottom - BOTTOM_EM * em;
  const y = scaleLog()
    .domain([attainable(roof, least), roof.peakFlops])
    .range([bottom, top]);
  const yValues = powersOfTen(y.domain(), Math.max(2, Math.floor((bottom - top) / (2 * em))));
  const left = Math.max(widest(yValues.map(rateText), em), textWidth('000 TFLOP/s', em)) + 0.8 * em;
  const right = size.width - (hasLeaders && points.length > 0 ? labelRoom : 1.5 * em);
  const x = scaleLog().domain([least, most]).range([left, right]);
  const xValues = powersOfTen([least, most], Math.max(2, Math.floor((right - left) / (5 * em))));

  const places = points.map(({ intensity }) => ({ x: x(intensity), y: y(attainable(roof, intensity)) }));
  // Leaders do not cross: from the right to the left, points and labels go from the top down.
  const order = places.map((_, index) => index).sort((a, b) => (places[b]?.x ?? 0) - (places[a]?.x ?? 0));
  const wanted = order.map((index) => (places[index]?.y ?? top) + 0.2 * em);
  const rows = spread(wanted, LINE_EM * em, top, bottom);
  return {
    ...{ left, right, top, bottom, least, most, x, y, hasLeaders, axisBottom },
    intensityAt: (px) => Math.min(most, Math.max(least, x.invert(px))),
    xTicks: xValues.map((value) => ({ at: x(value), label: intensityText(value) })),
    yTicks: yValues.map((value) => ({ at: y(value), label: rateText(value) })),
    roof: [least, ridge, most].map((intensity) => [x(intensity), y(attainable(roof, intensity))] as const),
    ridgeX: x(ridge),
    peakY: y(roof.peakFlops),
    points: points.map((point, index) => ({
      ...{ point, x: places[index]?.x ?? left, y: places[index]?.y ?? top, label: labels[index] ?? '' },
      ...(hasLeaders
        ? { labelX: right + 1.4 * em, labelY: rows[order.indexOf(index)] ?? top }
        : { labelX: 1.4 * em, labelY: axisBottom + (index + 0.9) * LINE_EM * em }),
    })),
  };
}

/** Returns at most `count` powers of ten within, equally far apart; of so short an axis that there is none, its end. */
function powersOfTen([least = 1, most = 10]: readonly number[], count: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(least) - 1e-9), Math.floor(Math.log10(most) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / count));
  const start = Math.ceil(first / step) * step;
  const powers = Array.from(
    { length: Math.max(0, Math.floor((last - start) / step) + 1) },
    (_, index) => 10 ** (start + index * step),
  );
  return powers.length > 0 ? powers : [most];
}
