import { median } from '../statistics.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/** @typedef {'drawAsCanvases' | 'drawAsRectangles' | 'drawAsCanvasRectangles'} Way */
/** @typedef {{ way: Way, name: string, bar: number }} Rival */

/** 196,608 and 786,432 rectangles take their time. */
const RIVAL_SAMPLES = 2;
const OUR_SAMPLES = 9;

/** @type {readonly { tokens: number, rival?: Rival }[]} */
const CASES = [
  { tokens: 64, rival: { way: 'drawAsRectangles', name: 'SVG rectangles', bar: 150 } },
  { tokens: 128, rival: { way: 'drawAsCanvasRectangles', name: 'a canvas rectangle a cell', bar: 10 } },
  { tokens: 512 },
];

/**
 * Drawing 48 maps of every weight as the app does, and with a rectangle for each: until the frame that shows them.
 * @param {Page} bench
 * @returns {Promise<Row[]>}
 */
export async function drawingRows(bench) {
  /** @type {(way: Way, tokens: number, count: number) => Promise<number[]>} */
  const sample = async (way, tokens, count) => {
    const ms = [];
    for (let index = 0; index < count; index++) {
      ms.push(
        await bench.evaluate(({ name, length }) => window.benchPage[name](length), { name: way, length: tokens }),
      );
    }
    return ms;
  };
  const rows = [];
  for (const { tokens, rival } of CASES) {
    await sample('drawAsCanvases', 16, 1);
    const ours = await sample('drawAsCanvases', tokens, OUR_SAMPLES);
    if (rival) await sample(rival.way, 16, 1);
    const theirs = rival ? await sample(rival.way, tokens, RIVAL_SAMPLES) : [];
    rows.push(row(tokens, ours, theirs, rival));
  }
  return rows;
}

/**
 * @param {number} tokens
 * @param {readonly number[]} ours milliseconds
 * @param {readonly number[]} theirs milliseconds
 * @param {Rival} [rival]
 * @returns {Row}
 */
function row(tokens, ours, theirs, rival) {
  const name = `drawing 48 maps, ${tokens} tokens`;
  const printed = `${median(ours).toFixed(1)} ms`;
  const figures = { canvasMs: ours, rectanglesMs: theirs };
  if (!rival) return { name, ours: printed, against: '', result: printed, bar: 'reported', pass: true, figures };
  const ratio = median(theirs) / median(ours);
  return {
    name,
    ours: printed,
    against: `${rival.name} ${median(theirs).toFixed(0)} ms`,
    result: `${ratio.toFixed(0)}×`,
    bar: `≥ ${rival.bar}×`,
    pass: ratio >= rival.bar,
    figures,
  };
}
