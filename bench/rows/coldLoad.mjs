import { settled } from '../app.mjs';
import { slowNetwork } from '../slowNetwork.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const LOADS = 3;
/** Ten times what all files of a first picture take at 20 kB/s. */
const SLOW_LIMIT_MS = 3_000_000;

/**
 * From asking for the address, with nothing cached, to the first picture.
 * @param {Browser} browser
 * @param {string} address
 * @returns {Promise<Row>}
 */
export async function coldLoadRow(browser, address) {
  const samples = await loadsOf(browser, address, LOADS);
  const result = `${median(samples).toFixed(0)} ms`;
  const name = 'cold load → first picture';
  return { name, ours: result, against: '', result, bar: 'reported', pass: true, figures: { loadMs: samples } };
}

/**
 * The same once on thin lines, trained weights included.
 * @param {Browser} browser
 * @param {string} address
 * @returns {Promise<Row[]>}
 */
export async function slowLoadRows(browser, address) {
  const rows = [];
  for (const kB of [50, 20]) {
    const network = await slowNetwork(address, 1_000 * kB);
    const samples = await loadsOf(browser, network.address, 1, SLOW_LIMIT_MS);
    network.close();
    const result = `${(median(samples) / 1_000).toFixed(0)} s`;
    const name = `cold load at ${kB} kB/s → first picture`;
    rows.push({ name, ours: result, against: '', result, bar: 'reported', pass: true, figures: { loadMs: samples } });
  }
  return rows;
}

/**
 * Milliseconds of `count` loads, each with nothing cached.
 * @param {Browser} browser
 * @param {string} address
 * @param {number} count
 * @param {number} [limitMs]
 */
async function loadsOf(browser, address, count, limitMs = 60_000) {
  const samples = [];
  for (let load = 0; load < count; load++) {
    // Each context has a cache of its own.
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(address, { timeout: limitMs });
    await settled(page, limitMs);
    await page.waitForFunction(() => performance.getEntriesByName('headroom:drawn').length > 0);
    samples.push(await page.evaluate(() => performance.getEntriesByName('headroom:drawn')[0]?.startTime ?? Number.NaN));
    await context.close();
  }
  return samples;
}
