import { withPage } from '../app.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser, Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const [SHORT, LONG] = [64, 512];
/** On the GPU, a step with a long cache may take so many times what one with a short cache takes. */
const BAR = 1.5;
/** Without a cache, plain JavaScript takes its time. */
const ATTEMPTS = /** @type {const} */ ({ webgl: 15, wasm: 15, cpu: 5 });
const NAMES = /** @type {const} */ ({ webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'JavaScript' });

/**
 * One step of GQA's decoding with few and with many tokens in the cache, beside the same step without a cache, on each backend; then
 * the shaders that decoding compiles.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row[]>}
 */
export async function decodingRows(browser, address) {
  const rows = [];
  for (const backend of /** @type {const} */ (['webgl', 'wasm', 'cpu'])) {
    const figures = await withPage(browser, address, (page) =>
      page.evaluate(({ backend, lengths, attempts }) => window.benchPage.timeDecoding(backend, lengths, attempts), {
        backend,
        lengths: [SHORT, LONG],
        attempts: ATTEMPTS[backend],
      }),
    );
    if (figures.backend !== backend) throw new Error(`${figures.backend} decoded, where ${backend} should have.`);
    rows.push(...rowsOf(NAMES[backend], figures.timings, backend === 'webgl' ? BAR : undefined));
  }
  rows.push(await withPage(browser, address, decodeCompilesRow));
  return rows;
}

/**
 * @param {string} name of the backend
 * @param {readonly { tokens: number, cachedMs: readonly number[], recomputedMs: readonly number[] }[]} timings
 * @param {number} [bar] none on a CPU: there the time is that of TensorFlow.js's ops, which copy the cache
 * @returns {Row[]}
 */
function rowsOf(name, timings, bar) {
  const [short, long] = timings.map(({ cachedMs, recomputedMs }) => ({
    cached: median(cachedMs),
    recomputed: median(recomputedMs),
  }));
  if (!short || !long) throw new Error('A length was not timed.');
  const print = (/** @type {number} */ ms) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
  const ratio = long.cached / short.cached;
  return [
    {
      name: `decode step, ${SHORT} tokens cached, ${name}`,
      ours: print(short.cached),
      against: `the same step without a cache ${print(short.recomputed)}`,
      result: `${(short.recomputed / short.cached).toFixed(1)}×`,
      bar: 'reported',
      pass: true,
      figures: { timings },
    },
    {
      name: `decode step, ${LONG} tokens cached, ${name}`,
      ours: print(long.cached),
      against: `${SHORT} tokens cached ${print(short.cached)}; the same step without a cache ${print(long.recomputed)}`,
      result: `${ratio.toFixed(2)}×`,
      bar: bar === undefined ? 'reported' : `≤ ${bar}×`,
      pass: Number.isFinite(ratio) && ratio <= (bar ?? Number.POSITIVE_INFINITY),
      figures: { timings },
    },
  ];
}

/**
 * @param {Page} page
 * @returns {Promise<Row>}
 */
async function decodeCompilesRow(page) {
  const figures = await page.evaluate(() => window.benchPage.countDecodeCompiles());
  const { backend, steps, before, after } = figures;
  return {
    name: `shaders compiled while decoding after the first step, ${steps} steps, ${backend}`,
    ours: `${after}`,
    against: `${before} until then`,
    result: `${after}`,
    bar: '0',
    pass: backend === 'webgl' && after === 0,
    figures,
  };
}
