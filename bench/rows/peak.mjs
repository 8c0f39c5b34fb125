import { withPage } from '../app.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/** Up to where the budget holds all heads of a mechanism at once: beyond, fewer scores are there at a time. */
const LENGTHS = [10, 64, 512, 1024];
const BAR = 1.5;

/**
 * The most GPU bytes in use at once, over those that are live and needed then: weights, embeddings, queries, keys, one
 * mechanism's scores, and the cells read back. Of a few lengths, the worst.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row>}
 */
export async function peakRow(browser, address) {
  const figures = [];
  for (const length of LENGTHS) {
    // A page for each: the peak is that of an engine's life.
    const peak = await withPage(browser, address, (page) =>
      page.evaluate((tokens) => window.benchPage.peakMemory(tokens), length),
    );
    if (peak) figures.push({ ...peak, ratio: peak.peakBytes / peak.neededBytes });
  }
  const [worst] = [...figures].sort((a, b) => b.ratio - a.ratio);
  const mebibytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  return {
    name: `peak of GPU memory, ${LENGTHS.map((length) => length.toLocaleString('en-US')).join(', ')} tokens`,
    ours: worst ? `${mebibytes(worst.peakBytes)} at ${worst.tokens} tokens` : 'not counted',
    against: worst ? `needed ${mebibytes(worst.neededBytes)}` : '',
    result: worst ? `${worst.ratio.toFixed(2)}×` : 'no GPU',
    bar: `≤ ${BAR}×`,
    pass: worst !== undefined && worst.ratio <= BAR,
    figures: { figures },
  };
}
