import { withPage } from '../app.mjs';
import { median } from '../statistics.mjs';

/** @import { Browser } from 'playwright' */
/** @import { Row } from '../report.mjs' */

const LENGTHS = [512, 1024];
const REPETITIONS = 3;
const BAR = 2;
/** @type {readonly ('webgl' | 'plain' | 'wasm' | 'onnx')[]} */
const CONTENDERS = ['webgl', 'plain', 'wasm', 'onnx'];

/**
 * The attention core from projected heads on, 16 query heads over 4 KV heads, warm: scores and softmax until the maps
 * can be painted, and scores, softmax and mix until the outputs can be read.
 * @param {Browser} browser
 * @param {string} address of the benchmark's page
 * @returns {Promise<Row[]>}
 */
export async function coreRows(browser, address) {
  const rows = [];
  for (const length of LENGTHS) {
    /** @type {Record<string, { mapsMs: readonly number[], outputsMs: readonly number[] }>} */
    const times = {};
    for (const contender of CONTENDERS) {
      times[contender] = await withPage(browser, address, (page) =>
        page.evaluate(({ name, tokens, count }) => window.benchPage.timeCore(name, tokens, count), {
          name: contender,
          tokens: length,
          count: REPETITIONS,
        }),
      );
    }
    rows.push(
      ...rowsOf(`attention core → maps, ${length} tokens`, times, 'mapsMs'),
      ...rowsOf(`attention core → outputs, ${length} tokens`, times, 'outputsMs'),
    );
  }
  return rows;
}

/**
 * One row with a bar, and one that is reported beside it.
 * @param {string} name
 * @param {Record<string, { mapsMs: readonly number[], outputsMs: readonly number[] }>} times
 * @param {'mapsMs' | 'outputsMs'} kind
 * @returns {Row[]}
 */
function rowsOf(name, times, kind) {
  const of = (/** @type {string} */ contender) => median(times[contender]?.[kind] ?? []);
  const print = (/** @type {string} */ contender) => `${of(contender).toFixed(0)} ms`;
  const timesAsLong = (/** @type {string} */ contender) => `${(of(contender) / of('webgl')).toFixed(1)}×`;
  const ratio = of('plain') / of('webgl');
  const figures = Object.fromEntries(CONTENDERS.map((contender) => [`${contender}Ms`, times[contender]?.[kind]]));
  const common = { name, ours: print('webgl'), figures };
  return [
    {
      ...common,
      against: `plain ops ${print('plain')}`,
      result: timesAsLong('plain'),
      bar: `≥ ${BAR}×`,
      pass: ratio >= BAR,
    },
    {
      ...common,
      against: `TensorFlow.js WebAssembly ${print('wasm')}, ONNX Runtime WebAssembly ${print('onnx')}`,
      result: `${timesAsLong('wasm')}, ${timesAsLong('onnx')}`,
      bar: 'reported',
      pass: true,
    },
  ];
}
