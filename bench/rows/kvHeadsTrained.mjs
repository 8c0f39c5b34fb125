import { settled } from '../app.mjs';
import { median, quantile } from '../statistics.mjs';
import { dragOverStops, markMoves } from './kvHeads.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/** The first drag may take so many times what the next takes over the same stops: as long, but for noise. */
const BAR = 1.5;
/** So long a visitor looks at the first picture; meanwhile models are loaded and their maps computed. */
const LOOK_MS = 10_000;
const VISITS = 3;

/**
 * "KV heads" dragged over the shipped models for the first time since the page was opened, against the next drag over the
 * same stops, which nothing has to be loaded or computed for.
 * @param {Browser} browser
 * @param {string} address of the built app
 * @returns {Promise<Row>}
 */
export async function kvHeadsTrainedRow(browser, address) {
  /** @type {number[]} */
  const first = [];
  /** @type {number[]} */
  const second = [];
  for (let visit = 0; visit < VISITS; visit++) {
    // A context of its own has an empty cache.
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(address);
    await settled(page);
    await page.waitForTimeout(LOOK_MS);
    await markMoves(page);
    first.push(...(await dragOverStops(page)));
    second.push(...(await dragOverStops(page)));
    await context.close();
  }
  const ratio = median(first) / median(second);
  return {
    name: 'KV heads dragged, trained, first visit, each stop → drawn',
    ours: `${median(first).toFixed(1)} ms (p95 ${quantile(first, 0.95).toFixed(1)})`,
    against: `second drag ${median(second).toFixed(1)} ms (p95 ${quantile(second, 0.95).toFixed(1)})`,
    result: `${ratio.toFixed(2)}×`,
    bar: `≤ ${BAR}×`,
    pass: ratio <= BAR,
    figures: { firstMs: first, secondMs: second },
  };
}
