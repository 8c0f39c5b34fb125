import { type ColorTable, cssColor } from '../color/colorTables.ts';
import { PALETTES, type Theme } from '../color/palette.ts';
import { captionLines } from '../save/caption.ts';
import { hatchPattern, type SvgAttributes, serializeSvg, svgElement, svgImage, svgText } from '../save/svgFile.ts';
import { type DifferenceMaps, differenceName, partnerText, sideName } from './differenceMaps.ts';
import { DIFFERENCE_COLORS, DIFFERENCE_TICKS, differencePosition } from './differenceScale.ts';
import { differencePixels } from './paintDifference.ts';

const MAX_COLUMNS = 8;
const MIN_COLUMNS = 5;
const MAP = 96;
const STEP_X = MAP + 12;
const STEP_Y = MAP + 24;
const MARGIN = 16;
const LINE = 18;
const RAMP_HEIGHT = 10;

interface DifferencePicture {
  readonly maps: DifferenceMaps;
  readonly order: readonly number[];
  readonly table: ColorTable;
  readonly theme: Theme;
  /** The settings that the picture belongs to, one each: the caption. */
  readonly settings: readonly string[];
  /** CSS font-family list. */
  readonly fontFamily: string;
}

/** Every head's difference with its distance, the legend and a caption, as the text of a file that stands alone. */
export async function differenceSvg(picture: DifferencePicture): Promise<string> {
  const { maps, order, theme, settings, fontFamily } = picture;
  const { ink, inkSoft, paper, surface, line } = PALETTES[theme];
  const columns = Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, order.length));
  const width = 2 * MARGIN + columns * STEP_X - (STEP_X - MAP);
  const gridY = MARGIN + 2 * LINE;
  const legendY = gridY + Math.ceil(order.length / columns) * STEP_Y + LINE;
  const caption = captionLines(settings, width - 2 * MARGIN, 12);
  const height = legendY + 4.5 * LINE + caption.length * LINE;
  const file = svgElement('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': fontFamily });
  const text = (content: string, attributes: SvgAttributes) =>
    file.append(svgText(content, { 'font-size': 12, fill: inkSoft, ...attributes }));
  file.append(svgElement('rect', { width, height, fill: surface }), hatchPattern(paper, line));
  const title = `${differenceName(maps)}: difference of attention weights, head by head`;
  text(title, { x: MARGIN, y: MARGIN + 12, 'font-size': 16, 'font-weight': 650, fill: ink });
  text('query (attends from) ↓   key (attended to) →', { x: MARGIN, y: MARGIN + LINE + 13 });

  for (const [place, queryHead] of order.entries()) {
    const box = {
      x: MARGIN + (place % columns) * STEP_X,
      y: gridY + Math.floor(place / columns) * STEP_Y,
      width: MAP,
      height: MAP,
    };
    const image = await svgImage(differencePixels(maps, queryHead, picture.table, MAP), box);
    file.append(
      svgElement('rect', { ...box, fill: 'url(#masked)' }),
      image,
      svgElement('rect', { ...box, fill: 'none', stroke: line, 'stroke-width': 0.5 }),
    );
    const y = box.y + MAP + 13;
    text(`Q ${queryHead}${partnerText(maps, queryHead)}`, { x: box.x, y });
    const distance = maps.meanDistances[queryHead]?.toFixed(3) ?? '';
    text(distance, { x: box.x + MAP, y, 'text-anchor': 'end', fill: ink });
  }
  drawLegend(file, text, picture, legendY, width);
  for (const [index, content] of caption.entries()) text(content, { x: MARGIN, y: legendY + (4 + index) * LINE });
  return serializeSvg(file);
}

/** Appends to `file`. */
function drawLegend(
  file: SVGElement,
  text: (content: string, attributes: SvgAttributes) => void,
  { maps, table, theme }: DifferencePicture,
  y: number,
  width: number,
): void {
  const length = width - 2 * MARGIN;
  const end = width - MARGIN;
  text(`← ${sideName(maps, 'from')} attends more`, { x: MARGIN, y });
  text(`${sideName(maps, 'of')} attends more →`, { x: end, y, 'text-anchor': 'end' });
  text('hatched: masked; figures: mean total-variation distance', { x: width / 2, y, 'text-anchor': 'middle' });
  const step = length / DIFFERENCE_COLORS;
  for (let index = 0; index < DIFFERENCE_COLORS; index++) {
    const band = { x: MARGIN + index * step, y: y + 6, width: step + 0.5, height: RAMP_HEIGHT };
    file.append(svgElement('rect', { ...band, fill: cssColor(table, index) }));
  }
  const frame = { x: MARGIN, y: y + 6, width: length, height: RAMP_HEIGHT };
  file.append(svgElement('rect', { ...frame, fill: 'none', stroke: PALETTES[theme].line }));
  for (const { difference, label } of DIFFERENCE_TICKS) {
    const x = MARGIN + (length * (1 + differencePosition(difference))) / 2;
    const anchor = difference === -1 ? 'start' : difference === 1 ? 'end' : 'middle';
    text(label, { x, y: y + 6 + RAMP_HEIGHT + 14, 'text-anchor': anchor });
  }
}
