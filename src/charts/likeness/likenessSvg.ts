import type { AttentionShape } from '../../attention/types.ts';
import { type ColorTable, cssColor } from '../color/colorTables.ts';
import { PALETTES, type Theme } from '../color/palette.ts';
import { COLORS } from '../color/weightScale.ts';
import { captionLines } from '../save/caption.ts';
import { serializeSvg, svgElement, svgImage, svgText } from '../save/svgFile.ts';
import type { Merge } from './clusterHeads.ts';
import { groupBoxes } from './groupBoxes.ts';
import { type MatrixLayout, matrixLayout } from './layout.ts';
import { LIKENESS_TICKS, likenessPixels } from './paintLikeness.ts';
import { treePath } from './treePath.ts';

const WIDTH = 560;
const MARGIN = 16;
const FONT_SIZE = 13;
const LINE = 19;
const RAMP_HEIGHT = 10;

interface LikenessPicture {
  /** E.g. "GQA: how alike two heads are". */
  readonly title: string;
  readonly shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>;
  readonly similarity: Float64Array;
  readonly order: readonly number[];
  readonly merges: readonly Merge[] | null;
  readonly table: ColorTable;
  readonly theme: Theme;
  /** The figures and settings that the picture belongs to, one each: the caption. */
  readonly settings: readonly string[];
  /** CSS font-family list. */
  readonly fontFamily: string;
}

/** One matrix with its heads, groups, tree, legend and a caption, as the text of a file that stands alone. */
export async function likenessSvg(picture: LikenessPicture): Promise<string> {
  const { title, order, merges, theme, settings, fontFamily } = picture;
  const { ink, inkSoft, surface } = PALETTES[theme];
  const layout = matrixLayout(WIDTH, FONT_SIZE, order.length, merges !== null);
  const matrixY = MARGIN + 2 * LINE;
  const legendY = matrixY + layout.height + LINE;
  const caption = captionLines(settings, WIDTH, FONT_SIZE);
  const width = WIDTH + 2 * MARGIN;
  const height = legendY + 4 * LINE + caption.length * LINE;
  const size = { width, height };
  const file = svgElement('svg', { ...size, viewBox: `0 0 ${width} ${height}`, 'font-family': fontFamily });
  const text = { 'font-size': FONT_SIZE, fill: inkSoft };
  file.append(
    svgElement('rect', { ...size, fill: surface }),
    svgText(title, { ...text, x: MARGIN, y: MARGIN + LINE, 'font-size': 16, 'font-weight': 650, fill: ink }),
    await matrix(picture, layout, matrixY),
    ...legend(picture, legendY),
    ...caption.map((line, index) => svgText(line, { ...text, x: MARGIN, y: legendY + (4 + index) * LINE })),
  );
  return serializeSvg(file);
}

async function matrix(
  { similarity, order, merges, shape, table, theme }: LikenessPicture,
  layout: MatrixLayout,
  y: number,
) {
  const { left, top, side, cell, step } = layout;
  const { ink, inkSoft, paper, line } = PALETTES[theme];
  const square = { x: left, y: top, width: side, height: side };
  const group = svgElement('g', { transform: `translate(${MARGIN},${y})`, fill: 'none' });
  if (merges) group.append(svgElement('path', { d: treePath(merges, layout), stroke: inkSoft }));
  group.append(
    await svgImage(likenessPixels(similarity, order, table), square),
    svgElement('rect', { ...square, stroke: line }),
  );
  for (const box of groupBoxes(order, shape)) {
    const place = { x: left + box.x * cell, y: top + box.y * cell, width: box.width * cell, height: box.height * cell };
    group.append(
      svgElement('rect', { ...place, stroke: paper, 'stroke-width': 4 }),
      svgElement('rect', { ...place, stroke: ink, 'stroke-width': 2 }),
    );
  }
  for (const [place, head] of order.entries()) {
    if (place % step !== 0) continue;
    const middle = (place + 0.5) * cell;
    const label = { 'font-size': FONT_SIZE, fill: inkSoft };
    group.append(
      svgText(`${head}`, { ...label, x: left + middle, y: top - 5, 'text-anchor': 'middle' }),
      svgText(`${head}`, { ...label, x: left - 4, y: top + middle + 0.35 * FONT_SIZE, 'text-anchor': 'end' }),
    );
  }
  return group;
}

function legend({ table, theme }: LikenessPicture, y: number): SVGElement[] {
  const { inkSoft, line } = PALETTES[theme];
  const text = { 'font-size': FONT_SIZE, fill: inkSoft };
  const step = WIDTH / COLORS;
  const bands = Array.from({ length: COLORS }, (_, index) => {
    const band = { x: MARGIN + index * step, y: y + 6, width: step + 0.5, height: RAMP_HEIGHT };
    return svgElement('rect', { ...band, fill: cssColor(table, index) });
  });
  const ticks = LIKENESS_TICKS.map((tick) => {
    const anchor = tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle';
    return svgText(`${tick}`, { ...text, x: MARGIN + tick * WIDTH, y: y + RAMP_HEIGHT + LINE, 'text-anchor': anchor });
  });
  const frame = { x: MARGIN, y: y + 6, width: WIDTH, height: RAMP_HEIGHT, fill: 'none', stroke: line };
  return [
    svgText('query head against query head: 1 − mean Jensen–Shannon distance; outlined: share K and V', {
      ...text,
      x: MARGIN,
      y,
    }),
    ...bands,
    svgElement('rect', frame),
    ...ticks,
  ];
}
