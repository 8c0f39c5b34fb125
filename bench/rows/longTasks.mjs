import { setText, settled, words } from '../app.mjs';
import { logLongTasks, longestTaskRow, longTasksOf } from '../longTaskLog.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOKENS = 64;
const STEPS = 60;
const DRAGS = 3;

/**
 * The longest task on the page's own thread while KV heads is dragged from end to end and back.
 * @param {Page} app
 * @returns {Promise<Row>}
 */
export async function longTaskRow(app) {
  await setText(app, words(TOKENS));
  await logLongTasks(app);
  const drags = [];
  for (let index = 0; index < DRAGS; index++) {
    drags.push(
      await longTasksOf(app, async () => {
        await drag(app);
        await settled(app);
      }),
    );
  }
  return longestTaskRow(`a slider is dragged, ${TOKENS} tokens`, drags);
}

/** @param {Page} app */
async function drag(app) {
  const slider = app.getByRole('slider', { name: 'KV heads' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider "KV heads" is not on the page.');
  const y = box.y + box.height / 2;
  await app.mouse.move(box.x + 2, y);
  await app.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const there = 1 - Math.abs(1 - (2 * step) / STEPS);
    await app.mouse.move(box.x + 2 + there * (box.width - 4), y);
    await app.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await app.mouse.up();
}
