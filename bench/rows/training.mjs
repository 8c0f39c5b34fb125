import { withPage } from '../app.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/** Steps that are timed: enough for a median, and no more than a slow backend makes in some seconds. */
const STEPS = /** @type {const} */ ({ wasm: 20, webgl: 5, cpu: 3 });

/**
 * Steps a second of the Train screen's two presets, all three models, on each backend.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row[]>}
 */
export async function trainingRows(browser, address) {
  const rows = [];
  for (const size of /** @type {const} */ (['small', 'medium'])) {
    /** @type {Record<string, readonly number[]>} */
    const msByBackend = {};
    for (const backend of /** @type {const} */ (['wasm', 'webgl', 'cpu'])) {
      const count = STEPS[backend];
      const times = await withPage(browser, address, (page) =>
        page.evaluate(({ size, backend, count }) => window.benchPage.timeTraining(size, backend, count), {
          size,
          backend,
          count,
        }),
      );
      if (times.backend !== backend) throw new Error(`${times.backend} trained, where ${backend} should have.`);
      msByBackend[backend] = times.ms;
    }
    const rate = (/** @type {string} */ backend) => `${(1000 / median(msByBackend[backend] ?? [])).toFixed(1)} steps/s`;
    rows.push({
      name: `training MHA, GQA and MQA, preset ${size}`,
      ours: `WebAssembly ${rate('wasm')}`,
      against: `WebGL ${rate('webgl')}, JavaScript ${rate('cpu')}`,
      result: rate('wasm'),
      bar: 'reported',
      pass: true,
      figures: { msByBackend },
    });
  }
  return rows;
}
