import { median } from '../statistics.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const LENGTHS = [64, 128];
const CANVAS_SAMPLES = 9;
/** 786,432 rectangles take their time. */
const RECTANGLE_SAMPLES = 2;
const BAR = 50;

/**
 * Drawing 48 maps as the app does, and as SVG rectangles: until the frame that shows them.
 * @param {Page} bench
 * @returns {Promise<Row[]>}
 */
export async function drawingRows(bench) {
  await bench.evaluate(() => window.benchPage.drawAsCanvases(16));
  await bench.evaluate(() => window.benchPage.drawAsRectangles(16));
  const rows = [];
  for (const length of LENGTHS) {
    const canvases = [];
    for (let index = 0; index < CANVAS_SAMPLES; index++) {
      canvases.push(await bench.evaluate((tokens) => window.benchPage.drawAsCanvases(tokens), length));
    }
    const rectangles = [];
    for (let index = 0; index < RECTANGLE_SAMPLES; index++) {
      rectangles.push(await bench.evaluate((tokens) => window.benchPage.drawAsRectangles(tokens), length));
    }
    const ratio = median(rectangles) / median(canvases);
    rows.push({
      name: `drawing 48 maps, ${length} tokens`,
      ours: `${median(canvases).toFixed(1)} ms`,
      against: `SVG rectangles ${median(rectangles).toFixed(0)} ms`,
      result: `${ratio.toFixed(0)}×`,
      bar: `≥ ${BAR}×`,
      pass: ratio >= BAR,
      figures: { canvasMs: canvases, rectanglesMs: rectangles },
    });
  }
  return rows;
}
