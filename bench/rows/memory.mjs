/** @import { Page } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const CHANGES = 300;

/**
 * What the engine holds after the first run and after 300 random changes.
 * @param {Page} bench
 * @returns {Promise<Row>}
 */
export async function memoryRow(bench) {
  const figures = await bench.evaluate((changes) => window.benchPage.engineMemory(changes), CHANGES);
  const { backend, before, after } = figures;
  /** @param {typeof before} memory */
  const print = ({ numTensors, numBytesInGPU }) =>
    `${numTensors} tensors, ${(numBytesInGPU ?? 0).toLocaleString('en-US')} B on the GPU`;
  const same = before.numTensors === after.numTensors && before.numBytesInGPU === after.numBytesInGPU;
  return {
    name: `held after ${CHANGES} random changes, ${backend}`,
    ours: print(after),
    against: `first run ${print(before)}`,
    result: same ? 'the same' : 'different',
    bar: 'the same',
    pass: same,
    figures,
  };
}
