import { setText, settled, words } from '../app.mjs';
import { median, quantile } from '../statistics.mjs';

/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const STOPS = [1, 2, 4, 8, 16];
/** A drag at each: lengths that neither has seen before. */
const LENGTHS = [20, 21, 22];
const BAR = 10;

/**
 * "KV heads" dragged from its first stop to its last: from the pointer at a stop to all three mechanisms drawn, in the
 * app; and the same stops in plain TensorFlow.js ops, drawn.
 * @param {Page} app the built app, open
 * @param {Page} bench the benchmark's page, open
 * @returns {Promise<Row>}
 */
export async function kvHeadsRow(app, bench) {
  await app.bringToFront();
  await markMoves(app);
  const ours = [];
  for (const length of LENGTHS) ours.push(...(await drag(app, length)));
  await bench.bringToFront();
  const plain = [];
  for (const length of LENGTHS) {
    for (const [index, numKvHeads] of STOPS.entries()) {
      const ms = await bench.evaluate(({ tokens, heads }) => window.benchPage.plainRun(tokens, heads), {
        tokens: length,
        heads: numKvHeads,
      });
      // The first is the new length's, not the slider's.
      if (index > 0) plain.push(ms);
    }
  }
  const ratio = median(plain) / median(ours);
  return {
    name: `KV heads dragged, each stop → drawn, ${LENGTHS[0]}–${LENGTHS.at(-1)} tokens`,
    ours: `${median(ours).toFixed(1)} ms (p95 ${quantile(ours, 0.95).toFixed(1)})`,
    against: `plain ops ${median(plain).toFixed(1)} ms (p95 ${quantile(plain, 0.95).toFixed(1)})`,
    result: `${ratio.toFixed(1)}×`,
    bar: `≥ ${BAR}×`,
    pass: ratio >= BAR,
    figures: { oursMs: ours, plainMs: plain },
  };
}

/** Marks each move of the pointer, from which a stop is timed. @param {Page} app */
export async function markMoves(app) {
  await app.evaluate(() => {
    document.addEventListener('pointermove', () => performance.mark('bench:move'), { capture: true });
  });
}

/**
 * Milliseconds at each stop after the first.
 * @param {Page} app
 * @param {number} length in tokens
 */
async function drag(app, length) {
  await setText(app, words(length));
  await app.getByRole('slider', { name: 'KV heads' }).fill(`${STOPS[0]}`);
  await settled(app);
  return dragOverStops(app);
}

/**
 * Drags the slider from its first stop to its last, and waits at each; milliseconds at each stop after the first.
 * @param {Page} app with `markMoves`
 */
export async function dragOverStops(app) {
  const slider = app.getByRole('slider', { name: 'KV heads' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider "KV heads" is not on the page.');
  const moveTo = (/** @type {number} */ stop) =>
    app.mouse.move(box.x + 1 + (stop / (STOPS.length - 1)) * (box.width - 2), box.y + box.height / 2);
  await moveTo(0);
  await app.mouse.down();
  await settled(app);
  const samples = [];
  for (let stop = 1; stop < STOPS.length; stop++) {
    await app.evaluate(() => performance.clearMarks());
    await moveTo(stop);
    await app.waitForFunction(() => performance.getEntriesByName('headroom:drawn').length > 0);
    await settled(app);
    samples.push(
      await app.evaluate(() => {
        const move = performance.getEntriesByName('bench:move').at(-1);
        const drawn = performance.getEntriesByName('headroom:drawn').at(-1);
        return move && drawn ? drawn.startTime - move.startTime : Number.NaN;
      }),
    );
  }
  await app.mouse.up();
  return samples;
}
