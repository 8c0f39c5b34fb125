import type { Page } from 'playwright/test';
import { MECHANISMS, type RunConfig } from '../../src/attention/types.ts';
import { type ColorScale, type ColorTable, colorTable } from '../../src/charts/heat/colorTables.ts';
import { COLORS, scalePosition } from '../../src/charts/heat/weightScale.ts';
import type { Theme } from '../../src/charts/palette.ts';
import { column } from './app.ts';
import { expect } from './console.ts';
import { expectedWeights } from './expectedRun.ts';

export interface ExpectedPicture {
  readonly tokens: readonly string[];
  readonly config: RunConfig;
  readonly scale?: ColorScale;
  readonly theme?: Theme;
}

/** Fails unless every pixel of every map of all three columns shows the weight that the float64 reference gives it. */
export async function expectMaps(page: Page, { tokens, config, scale = 'ink', theme = 'light' }: ExpectedPicture) {
  const table = colorTable(scale, theme);
  for (const mechanism of MECHANISMS) {
    const canvases = column(page, mechanism).locator('canvas');
    await expect(canvases).toHaveCount(config.numHeads);
    const maps = await canvases.evaluateAll(readPixels);
    const weights = expectedWeights(mechanism, tokens, config);
    const wrong = maps.flatMap(({ width, height, rgba }, head) => {
      if (width !== tokens.length || height !== tokens.length) return [`head ${head} is ${width} × ${height} pixels`];
      return wrongCells(rgba, weights.subarray(head * width * width, (head + 1) * width * width), table, config.causal);
    });
    expect(wrong, `cells of ${mechanism} in a wrong colour`).toEqual([]);
  }
}

/** Runs in the page. Reads through a canvas of its own: Chromium complains of canvases that are read again and again. */
function readPixels(canvases: Element[]) {
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
