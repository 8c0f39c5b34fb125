import type { Locator, Page } from 'playwright/test';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { type ColorScale, type ColorTable, colorTable } from '../../src/charts/color/colorTables.ts';
import type { Theme } from '../../src/charts/color/palette.ts';
import { COLORS, scalePosition } from '../../src/charts/color/weightScale.ts';
import { column } from './app.ts';
import { expect } from './console.ts';
import { expectedWeights } from './expectedRun.ts';

export interface ExpectedPicture {
  readonly tokens: readonly string[];
  readonly config: RunConfig;
  readonly scale?: ColorScale;
  readonly theme?: Theme;
}

/** A map as it is painted: `rgba` has four bytes a pixel, row by row. */
export interface MapPixels {
  readonly width: number;
  readonly height: number;
  /** Whole pixels of the device along its side. */
  readonly device: number;
  readonly rgba: readonly number[];
}

/** Fails unless every pixel of all maps of all three columns shows the largest of the reference's weights that fall on it. */
export async function expectMaps(page: Page, picture: ExpectedPicture) {
  for (const mechanism of MECHANISMS) {
    const canvases = column(page, mechanism).locator('canvas');
    await expect(canvases).toHaveCount(picture.config.numHeads);
    const wrong = wrongCellsOf(mechanism, await canvases.evaluateAll(readPixels), picture);
    expect(wrong, `cells of ${mechanism} in a wrong colour`).toEqual([]);
  }
}

/** What is wrong in the maps of one mechanism, in words; empty where they show what the float64 reference computes. */
export function wrongCellsOf(mechanism: Mechanism, maps: readonly MapPixels[], picture: ExpectedPicture): string[] {
  const { tokens, config, scale = 'ink', theme = 'light' } = picture;
  const table = colorTable(scale, theme);
  const weights = expectedWeights(mechanism, tokens, config);
  if (maps.length !== config.numHeads) return [`${maps.length} maps`];
  const size = tokens.length ** 2;
  return maps.flatMap(({ width, height, device, rgba }, head) => {
    const side = Math.min(tokens.length, device);
    if (width !== side || height !== side) return [`head ${head} is ${width} × ${height} pixels, not ${side}`];
    const shown = largestOfPixels(weights.subarray(head * size, (head + 1) * size), tokens.length, side);
    return wrongCells(rgba, shown, table, config.causal);
  });
}

/** Runs in the page. Reads through a canvas of its own: Chromium complains of canvases that are read again and again. */
export function readPixels(canvases: Element[]): MapPixels[] {
  const scratch = document.createElement('canvas');
  const context = scratch.getContext('2d', { willReadFrequently: true });
  return canvases.map((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const device = Math.floor(canvas.getBoundingClientRect().width * devicePixelRatio);
    scratch.width = width;
    scratch.height = height;
    context?.drawImage(canvas as HTMLCanvasElement, 0, 0);
    return { width, height, device, rgba: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  });
}

/** [side, side]: the largest of `weights` [tokens, tokens] on each pixel, which has its share of the positions on either axis. */
function largestOfPixels(weights: Float64Array, tokens: number, side: number): Float64Array {
  const largest = new Float64Array(side ** 2);
  weights.forEach((weight, cell) => {
    const [query, key] = [Math.floor(cell / tokens), cell % tokens].map((at) => Math.floor((at * side) / tokens));
    const pixel = (query as number) * side + (key as number);
    largest[pixel] = Math.max(largest[pixel] as number, weight);
  });
  return largest;
}

/** Waits until a map shows so many tokens a side, each with a pixel of its own if the device has as many. */
export async function expectTokensOnMap(canvas: Locator, tokens: number): Promise<void> {
  const device = await canvas.evaluate(({ clientWidth }) => Math.floor(clientWidth * devicePixelRatio));
  await expect(canvas).toHaveAttribute('width', `${Math.min(tokens, device)}`);
}

/** `weights` of one map [T, T]. A colour may be one entry off: float32 falls on the other side of a rounding now and then. */
function wrongCells(rgba: readonly number[], weights: Float64Array, table: ColorTable, causal: boolean): string[] {
  const length = Math.sqrt(weights.length);
  return Array.from(weights).flatMap((weight, cell) => {
    const [query, key] = [Math.floor(cell / length), cell % length];
    const shown = rgba.slice(4 * cell, 4 * cell + 4);
    const where = `query ${query}, key ${key}: ${shown}`;
    if (causal && key > query) return shown[3] === 0 ? [] : [`${where} is not transparent`];
    const entry = Math.round((COLORS - 1) * scalePosition(weight));
    const allowed = [entry - 1, entry, entry + 1].map((index) => `${table.subarray(4 * index, 4 * index + 4)}`);
    return allowed.includes(`${shown}`) ? [] : [`${where} does not show ${weight}`];
  });
}
