import type { Maps } from '../../src/charts/cells/maps.ts';
import { colorTable, cssColor } from '../../src/charts/color/colorTables.ts';
import { paintCanvas } from '../../src/charts/color/paintCanvas.ts';
import { COLORS, scalePosition } from '../../src/charts/color/weightScale.ts';
import { timeFrame } from './frame.ts';

/** Heads of the three mechanisms together, as the app shows them at first. */
const MAPS = 48;
const MAP_SIZE_PX = 96;

/** `MAPS` unmasked maps of made-up weights, each row summing to 1. */
export function madeUpMaps(tokens: number): Maps {
  const weights = new Float32Array(MAPS * tokens * tokens);
  for (let row = 0; row < MAPS * tokens; row++) {
    const cells = weights.subarray(row * tokens, (row + 1) * tokens);
    let sum = 0;
    for (let key = 0; key < tokens; key++) sum += cells[key] = 1 + Math.sin(row * 12.9898 + key * 78.233);
    for (let key = 0; key < tokens; key++) cells[key] = (cells[key] ?? 0) / sum;
  }
  return {
    shortName: 'MHA',
    numHeads: MAPS,
    numKvHeads: MAPS,
    sequenceLength: tokens,
    stride: 1,
    side: tokens,
    cells: weights,
    causal: false,
  };
}

/** Replaces what `stage` shows by `maps`, one canvas each, as the app paints them. */
export function drawCanvases(stage: Element, maps: Maps): void {
  const table = colorTable('ink', 'light');
  stage.replaceChildren(
    ...Array.from({ length: maps.numHeads }, (_, queryHead) => {
      const canvas = document.createElement('canvas');
      canvas.style.width = canvas.style.height = `${MAP_SIZE_PX}px`;
      canvas.style.imageRendering = 'pixelated';
      paintCanvas(canvas, maps, queryHead, table);
      return canvas;
    }),
  );
}

/** Replaces what `stage` shows by `maps`, one canvas each with a rectangle filled for every cell. */
export function drawCanvasRectangles(stage: Element, maps: Maps): void {
  const { side } = maps;
  const colors = cellColors();
  stage.replaceChildren(
    ...Array.from({ length: maps.numHeads }, (_, queryHead) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      canvas.style.width = canvas.style.height = `${MAP_SIZE_PX}px`;
      const context = canvas.getContext('2d');
      if (!context) throw new Error('This browser gave no canvas.');
      for (let cell = 0; cell < side * side; cell++) {
        context.fillStyle = colorOf(maps, queryHead, cell, colors);
        context.fillRect(cell % side, Math.floor(cell / side), 1, 1);
      }
      return canvas;
    }),
  );
}

/** Replaces what `stage` shows by `maps`, one SVG each with a rectangle for every cell. */
export function drawRectangles(stage: Element, maps: Maps): void {
  const colors = cellColors();
  stage.replaceChildren(...Array.from({ length: maps.numHeads }, (_, queryHead) => svgOf(maps, queryHead, colors)));
}

/** The colour table as CSS. */
function cellColors(): readonly string[] {
  const table = colorTable('ink', 'light');
  return Array.from({ length: COLORS }, (_, index) => cssColor(table, index));
}

function colorOf({ cells, side }: Maps, queryHead: number, cell: number, colors: readonly string[]): string {
  const weight = cells[queryHead * side * side + cell] ?? 0;
  return colors[Math.round((COLORS - 1) * scalePosition(weight))] ?? '';
}

function svgOf(maps: Maps, queryHead: number, colors: readonly string[]): Element {
  const { side } = maps;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('width', `${MAP_SIZE_PX}`);
  svg.setAttribute('height', `${MAP_SIZE_PX}`);
  const cells = side * side;
  for (let cell = 0; cell < cells; cell++) {
    const rectangle = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    rectangle.setAttribute('x', `${cell % side}`);
    rectangle.setAttribute('y', `${Math.floor(cell / side)}`);
    rectangle.setAttribute('width', '1');
    rectangle.setAttribute('height', '1');
    rectangle.setAttribute('fill', colorOf(maps, queryHead, cell, colors));
    svg.append(rectangle);
  }
  return svg;
}

/** Milliseconds from starting to draw to the painted frame that shows it. */
export async function timeDrawing(draw: (stage: Element, maps: Maps) => void, maps: Maps): Promise<number> {
  const stage = document.querySelector('#stage');
  if (!stage) throw new Error('The page has no stage.');
  await timeFrame(() => stage.replaceChildren());
  return timeFrame(() => draw(stage, maps));
}
