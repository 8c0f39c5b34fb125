/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

/**
 * Shaders compiled after warm-up, over every length from 1 to 200 and every stop of the sliders.
 * @param {Page} bench
 * @returns {Promise<Row>}
 */
export async function compilesRow(bench) {
  const figures = await bench.evaluate(() => window.benchPage.countCompiles());
  const { backend, startMs, warmUp, after, runs } = figures;
  return {
    name: `compileShader calls after warm-up, ${runs} runs, ${backend}`,
    ours: `${after}`,
    against: `warm-up ${warmUp}, in the ${startMs.toFixed(0)} ms of the engine's start`,
    result: `${after}`,
    bar: '0',
    pass: after === 0,
    figures,
  };
}
