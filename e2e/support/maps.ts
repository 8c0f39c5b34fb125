import type { Page } from 'playwright/test';
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

/** A map as it is painted: `rgba` has four bytes a cell, row by row. */
export type MapPixels = { readonly width: number; readonly height: number; readonly rgba: readonly number[] };

/** Fails unless every pixel of every map of all three columns shows the weight that the float64 reference gives it. */
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
  return maps.flatMap(({ width, height, rgba }, head) => {
    if (width !== tokens.length || height !== tokens.length) return [`head ${head} is ${width} × ${height} pixels`];
    return wrongCells(rgba, weights.subarray(head * width * width, (head + 1) * width * width), table, config.causal);
  });
}

/** Runs in the page. Reads through a canvas of its own: Chromium complains of canvases that are read again and again. */
export function readPixels(canvases: Element[]): MapPixels[] {
  const scratch = document.createElement('canvas');
  const context = scratch.getContext('2d', { willReadFrequently: true });
  return canvases.map((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    scratch.width = width;
    scratch.height = height;
    context?.drawImage(canvas as HTMLCanvasElement, 0, 0);
    return { width, height, rgba: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  });
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
