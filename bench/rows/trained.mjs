import { withPage } from '../app.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const TOKENS = 64;
const REPETITIONS = 7;

/**
 * The forward of a trained model, from words that are new each time to the second layer's maps and the next word's input.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row>}
 */
export async function trainedForwardRow(browser, address) {
  const time = (/** @type {'ours' | 'plain'} */ name) =>
    withPage(browser, address, (page) =>
      page.evaluate(({ name, tokens, count }) => window.benchPage.timeForward(name, tokens, count), {
        name,
        tokens: TOKENS,
        count: REPETITIONS,
      }),
    );
  const [ours, plain] = [await time('ours'), await time('plain')];
  if (Math.abs(ours.fingerprint / plain.fingerprint - 1) > 1e-5)
    throw new Error(`The two forwards differ: ${ours.fingerprint} and ${plain.fingerprint}.`);
  const ratio = median(plain.ms) / median(ours.ms);
  return {
    name: `forward of a trained model, d_model 256, ${TOKENS} tokens`,
    ours: `${median(ours.ms).toFixed(0)} ms`,
    against: `plain ops ${median(plain.ms).toFixed(0)} ms`,
    result: `${ratio.toFixed(1)}×`,
    bar: 'reported',
    pass: true,
    figures: { oursMs: ours.ms, plainMs: plain.ms },
  };
}
