import { chromium } from 'playwright';
import { LAUNCH_OPTIONS } from '../scripts/launchOptions.mjs';
import { serve } from '../scripts/serve.mjs';
import { openApp, withPage } from './app.mjs';
import { coldLoadRow, slowLoadRows } from './rows/coldLoad.mjs';
import { compilesRow } from './rows/compiles.mjs';
import { coreRows } from './rows/core.mjs';
import { decodingRows } from './rows/decoding.mjs';
import { drawingRows } from './rows/drawing.mjs';
import { growthRows } from './rows/growth.mjs';
import { inspectTaskRows } from './rows/inspectTasks.mjs';
import { keystrokeRows } from './rows/keystroke.mjs';
import { kvHeadsRow } from './rows/kvHeads.mjs';
import { kvHeadsTrainedRow } from './rows/kvHeadsTrained.mjs';
import { longTaskRow } from './rows/longTasks.mjs';
import { memoryRow } from './rows/memory.mjs';
import { ownModelRows } from './rows/ownModel/ownModel.mjs';
import { peakRow } from './rows/peak.mjs';
import { trainedForwardRow } from './rows/trained.mjs';
import { trainingRows } from './rows/training.mjs';
import { weightRows } from './rows/weight.mjs';
import { weightsRow } from './rows/weights.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { Row } from './report.mjs' */

/** Takes every measurement in one browser, one after another. Both builds have to be there. */
export async function measure() {
  const app = await serve(4190, 'dist');
  const bench = await serve(4191, '.cache/bench');
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  try {
    const rows = await appRows(browser, app.address, bench.address);
    rows.push(await kvHeadsTrainedRow(browser, app.address));
    rows.push(...(await inspectTaskRows(browser, app.address)));
    rows.push(...(await coreRows(browser, bench.address)));
    rows.push(await trainedForwardRow(browser, bench.address));
    rows.push(...(await decodingRows(browser, bench.address)));
    rows.push(...(await trainingRows(browser, bench.address)), await weightsRow());
    rows.push(...(await withPage(browser, bench.address, drawingRows)));
    rows.push(await withPage(browser, bench.address, compilesRow));
    rows.push(await withPage(browser, bench.address, memoryRow), await peakRow(browser, bench.address));
    rows.push(...(await ownModelRows(bench.address)));
    rows.push(...(await growthRows(browser, bench.address)));
    rows.push(await coldLoadRow(browser, app.address), ...(await slowLoadRows(browser, app.address)));
    rows.push(...(await weightRows(browser, app.address)));
    const renderer = await withPage(browser, bench.address, (page) =>
      page.evaluate(() => window.benchPage.rendererName()),
    );
    return { rows, browser: browser.version(), renderer };
  } finally {
    await browser.close();
    await Promise.all([app.close(), bench.close()]);
  }
}

/**
 * What is measured in the app itself, against plain ops beside it.
 * @param {Browser} browser
 * @param {string} address
 * @param {string} benchAddress
 * @returns {Promise<Row[]>}
 */
async function appRows(browser, address, benchAddress) {
  const app = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await openApp(app, address);
  const rows = await withPage(browser, benchAddress, async (/** @type {Page} */ bench) => [
    ...(await keystrokeRows(app, bench)),
    await kvHeadsRow(app, bench),
  ]);
  await app.bringToFront();
  rows.push(await longTaskRow(app));
  await app.close();
  return rows;
}
