import { settled } from '../app.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const LOADS = 3;

/**
 * From asking for the address, with nothing cached, to the first picture.
 * @param {Browser} browser
 * @param {string} address
 * @returns {Promise<Row>}
 */
export async function coldLoadRow(browser, address) {
  const samples = [];
  for (let load = 0; load < LOADS; load++) {
    // Each context has a cache of its own.
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(address);
    await settled(page);
    await page.waitForFunction(() => performance.getEntriesByName('headroom:drawn').length > 0);
    samples.push(await page.evaluate(() => performance.getEntriesByName('headroom:drawn')[0]?.startTime ?? Number.NaN));
    await context.close();
  }
  const result = `${median(samples).toFixed(0)} ms`;
  const name = 'cold load → first picture';
  return { name, ours: result, against: '', result, bar: 'reported', pass: true, figures: { loadMs: samples } };
}
