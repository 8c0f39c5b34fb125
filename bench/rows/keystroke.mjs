import { setText, settled, words } from '../app.mjs';
import { median, quantile } from '../statistics.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/** Tokens, and how many times faster than plain ops it has to be; one is reported alone. */
const CASES = [{ length: 10, bar: 20 }, { length: 64, bar: 10 }, { length: 128 }];
const KEYSTROKES = 9;

/**
 * From a keystroke that makes a length never seen before to all three mechanisms drawn, in the app; and the same
 * attention in plain TensorFlow.js ops, drawn, at the same lengths.
 * @param {Page} app the built app, open
 * @param {Page} bench the benchmark's page, open
 * @returns {Promise<Row[]>}
 */
export async function keystrokeRows(app, bench) {
  // Both have their first run behind them: starting up is not what a keystroke costs.
  await bench.evaluate(() => window.benchPage.plainRun(3));
  await app.evaluate(() => {
    document.addEventListener('input', () => performance.mark('bench:input'), { capture: true });
  });
  const rows = [];
  for (const { length, bar = 0 } of CASES) {
    await setText(app, words(length - 1));
    // A page in the background may get no frames, and its timers late.
    await app.bringToFront();
    const ours = await keystrokes(app);
    await bench.bringToFront();
    const plain = [];
    for (let index = 0; index < KEYSTROKES; index++) {
      plain.push(await bench.evaluate((tokens) => window.benchPage.plainRun(tokens), length + index));
    }
    const ratio = median(plain) / median(ours);
    rows.push({
      name: `keystroke → drawn, ${length} tokens`,
      ours: `${median(ours).toFixed(1)} ms (p95 ${quantile(ours, 0.95).toFixed(1)})`,
      against: `plain ops ${median(plain).toFixed(1)} ms (p95 ${quantile(plain, 0.95).toFixed(1)})`,
      result: `${ratio.toFixed(1)}×`,
      bar: bar > 0 ? `≥ ${bar}×` : 'reported',
      pass: ratio >= bar,
      figures: { oursMs: ours, plainMs: plain },
    });
  }
  return rows;
}

/**
 * Milliseconds of each keystroke that adds a token, from the input event to the app's mark that all maps are painted.
 * @param {Page} app
 */
async function keystrokes(app) {
  const text = app.getByRole('textbox', { name: 'Text', exact: true });
  await text.focus();
  await app.keyboard.press('End');
  const samples = [];
  for (let index = 0; index < KEYSTROKES; index++) {
    // A space adds no token: it makes the letter after it a new one.
    await app.keyboard.press('Space');
    await settled(app);
    await app.evaluate(() => performance.clearMarks());
    await app.keyboard.press('a');
    await app.waitForFunction(() => performance.getEntriesByName('headroom:drawn').length > 0);
    await settled(app);
    samples.push(
      await app.evaluate(() => {
        const input = performance.getEntriesByName('bench:input').at(-1);
        const drawn = performance.getEntriesByName('headroom:drawn').at(-1);
        return input && drawn ? drawn.startTime - input.startTime : Number.NaN;
      }),
    );
  }
  return samples;
}
