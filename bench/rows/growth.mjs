import { withPage } from '../app.mjs';
import { logLogSlope, median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOKENS_BAR = 2.1;
/** Size and repetitions: long texts take their time. @type {readonly [number, number][]} */
const TOKENS = [
  [64, 7],
  [128, 7],
  [256, 5],
  [512, 3],
  [1024, 2],
  [2048, 1],
];
/** @type {readonly [number, number][]} */
const KV_HEADS = [1, 2, 4, 8, 16, 32, 64].map((numKvHeads) => [numKvHeads, 3]);

/**
 * How the time of a run grows, as the slope of its logarithm: 2 is four times the time for twice the size.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row[]>}
 */
export async function growthRows(browser, address) {
  const tokens = await withPage(browser, address, (page) =>
    page.evaluate((sizes) => window.benchPage.timeTokens(sizes), TOKENS),
  );
  const kvHeads = await withPage(browser, address, (page) =>
    page.evaluate((sizes) => window.benchPage.timeKvHeads(sizes), KV_HEADS),
  );
  return [
    row('growth in tokens, 64 … 2,048', tokens, TOKENS_BAR),
    row('growth in KV heads, 1 … 64 of 64 heads', kvHeads),
  ];
}

/**
 * @param {string} name
 * @param {readonly { size: number, ms: readonly number[] }[]} timings
 * @param {number} [bar]
 * @returns {Row}
 */
function row(name, timings, bar) {
  const points = timings.map(({ size, ms }) => /** @type {const} */ ([size, median(ms)]));
  const slope = logLogSlope(points);
  const ours = [points[0], points.at(-1)].map((point) => `${point?.[1].toFixed(0)} ms`).join(' … ');
  return {
    name,
    ours,
    against: '',
    result: `slope ${slope.toFixed(2)}`,
    bar: bar === undefined ? 'reported' : `≤ ${bar}`,
    pass: Number.isFinite(slope) && slope <= (bar ?? Number.POSITIVE_INFINITY),
    figures: { timings },
  };
}
