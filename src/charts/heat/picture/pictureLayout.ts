import type { Maps } from '../../cells/maps.ts';
import { captionLines } from '../../save/caption.ts';
import { type Band, type GridLayout, gridLayout } from '../gridLayout.ts';

/** A map is about this wide, or one pixel a block; blocks are whole pixels, so that none looks larger than another. */
const MAP_SIZE = 160;

/** Space between bands, and between a band's edge and its maps. */
const GAP = 4;
const INSET = 6;

const MARGIN = 32;
const TITLE_HEIGHT = 44;
const AXES_HEIGHT = 28;
const LABEL_HEIGHT = 26;
/** Below a map, for what its head does. */
const NOTE_HEIGHT = 20;
const LEGEND_HEIGHT = 84;
const MIN_CONTENT_WIDTH = 720;

export const CAPTION_SIZE = 15;
export const CAPTION_LINE = 22;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a saved picture stands, in its own pixels from the top left. */
export interface PictureLayout {
  readonly grid: GridLayout;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly titleY: number;
  readonly axesY: number;
  readonly legendY: number;
  readonly captionY: number;
  readonly caption: readonly string[];
  readonly bandBox: (band: Band) => Box;
  readonly mapBox: (queryHead: number) => Box;
  /** Where the head's label begins, under its map. */
  readonly noteY: (queryHead: number) => number;
}

/** @param hasNotes whether there is a line for a label under each map */
export function pictureLayout(
  maps: Pick<Maps, 'numHeads' | 'numKvHeads' | 'side'>,
  settings: readonly string[],
  hasNotes = false,
): PictureLayout {
  const grid = gridLayout(maps);
  const mapSize = maps.side * Math.max(1, Math.round(MAP_SIZE / maps.side));
  const stepX = mapSize + 2 * INSET + GAP;
  const stepY = LABEL_HEIGHT + mapSize + (hasNotes ? NOTE_HEIGHT : 0) + INSET + GAP;
  const contentWidth = Math.max(MIN_CONTENT_WIDTH, grid.columns * stepX - GAP);
  const caption = captionLines(settings, contentWidth, CAPTION_SIZE);
  const axesY = MARGIN + TITLE_HEIGHT;
  const gridY = axesY + AXES_HEIGHT;
  const legendY = gridY + grid.rows * stepY + MARGIN / 2;
  const mapY = (queryHead: number) => gridY + Math.floor(queryHead / grid.columns) * stepY + LABEL_HEIGHT;
  const captionY = legendY + LEGEND_HEIGHT;
  return {
    grid,
    width: contentWidth + 2 * MARGIN,
    height: captionY + caption.length * CAPTION_LINE + MARGIN,
    margin: MARGIN,
    titleY: MARGIN,
    axesY,
    legendY,
    captionY,
    caption,
    bandBox: ({ row, column, rowSpan, columnSpan }) => ({
      x: MARGIN + column * stepX,
      y: gridY + row * stepY,
      width: columnSpan * stepX - GAP,
      height: rowSpan * stepY - GAP,
    }),
    mapBox: (queryHead) => ({
      x: MARGIN + (queryHead % grid.columns) * stepX + INSET,
      y: mapY(queryHead),
      width: mapSize,
      height: mapSize,
    }),
    noteY: (queryHead) => mapY(queryHead) + mapSize + 4,
  };
}
