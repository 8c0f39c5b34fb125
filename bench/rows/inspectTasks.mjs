import { openApp, setText, settled, words } from '../app.mjs';
import { logLongTasks, longestTaskRow, longTasksOf } from '../longTaskLog.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOKENS = 512;
const ROUNDS = 3;
const MOVES = 12;

/** What is done in Inspect, each by name. @type {Readonly<Record<string, (app: Page) => Promise<void>>>} */
const DEEDS = {
  'opening Inspect': async (app) => {
    await app.getByRole('button', { name: 'Inspect', exact: true }).click();
    await app.getByRole('tab', { name: 'Cell' }).waitFor();
    await settled(app);
  },
  'moving a cell': async (app) => {
    await largeMap(app).focus();
    for (let move = 0; move < MOVES; move++) await app.keyboard.press(move % 2 ? 'ArrowLeft' : 'ArrowUp');
    await settled(app);
  },
  zooming: async (app) => {
    const box = await largeMap(app).boundingBox();
    if (!box) throw new Error('The large map is not on the page.');
    await app.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < MOVES; turn++) {
      await app.mouse.wheel(0, turn < MOVES / 2 ? -240 : 240);
      await app.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  },
};

/** @param {Page} app */
const largeMap = (app) => app.getByRole('region', { name: 'Inspect' }).locator('.zoom-map [tabindex="0"]').first();

/**
 * The longest task on the page's own thread while Inspect opens for the first time, its cell moves and its map is zoomed,
 * at 512 tokens. Each round has a page of its own: a second opening finds the code there.
 * @param {Browser} browser
 * @param {string} address the built app's
 * @returns {Promise<Row[]>}
 */
export async function inspectTaskRows(browser, address) {
  /** @type {Record<string, number[][]>} */
  const tasks = Object.fromEntries(Object.keys(DEEDS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const app = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await openApp(app, address);
    await setText(app, words(TOKENS));
    await logLongTasks(app);
    for (const [name, deed] of Object.entries(DEEDS)) tasks[name]?.push(await longTasksOf(app, () => deed(app)));
    await app.close();
  }
  return Object.entries(tasks).map(([name, rounds]) => longestTaskRow(`${name}, ${TOKENS} tokens`, rounds));
}
