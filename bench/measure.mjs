import { chromium } from 'playwright';
import { LAUNCH_OPTIONS } from '../scripts/launchOptions.mjs';
import { serve } from '../scripts/serve.mjs';
import { openApp } from './app.mjs';
import { drawingRows } from './rows/drawing.mjs';
import { keystrokeRows } from './rows/keystroke.mjs';
import { longTaskRow } from './rows/longTasks.mjs';
import { memoryRow } from './rows/memory.mjs';
import { weightRows } from './rows/weight.mjs';

/** Takes every measurement in one browser, one after another. Both builds have to be there. */
export async function measure() {
  const app = await serve(4190, 'dist');
  const bench = await serve(4191, '.cache/bench');
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  try {
    const appPage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await openApp(appPage, app.address);
    const benchPage = await browser.newPage();
    await benchPage.goto(bench.address);
    await benchPage.waitForFunction(() => 'benchPage' in window);
    const renderer = await benchPage.evaluate(() => window.benchPage.rendererName());
    const rows = [];
    rows.push(...(await keystrokeRows(appPage, benchPage)));
    await appPage.bringToFront();
    rows.push(await longTaskRow(appPage));
    await benchPage.bringToFront();
    rows.push(...(await drawingRows(benchPage)), await memoryRow(benchPage));
    rows.push(...(await weightRows(browser, app.address)));
    return { rows, browser: browser.version(), renderer };
  } finally {
    await browser.close();
    await Promise.all([app.close(), bench.close()]);
  }
}
