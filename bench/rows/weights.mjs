import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import catalog from '../../src/catalog/shippedModels.json' with { type: 'json' };

/** @import { Row } from '../report.mjs' */

/**
 * Bytes of the trained models' files, as they are and compressed: what the first view loads, and all of them.
 * @returns {Promise<Row>}
 */
export async function weightsRow() {
  const files = await Promise.all(
    catalog.models.map(async ({ numKvHeads, file, bytes }) => {
      const gzipBytes = gzipSync(await readFile(join('dist', 'weights', file))).length;
      return { numKvHeads, bytes, gzipBytes };
    }),
  );
  const kb = (/** @type {typeof files} */ some, /** @type {'bytes' | 'gzipBytes'} */ key) =>
    `${Math.round(some.reduce((sum, file) => sum + file[key], 0) / 1000).toLocaleString('en')} kB`;
  // MHA, the slider's first GQA, MQA.
  const first = files.filter(({ numKvHeads }) => [catalog.numHeads, 4, 1].includes(numKvHeads));
  return {
    name: `trained weights of the first view, float16, ${first.length} files`,
    ours: kb(first, 'bytes'),
    against: `gzip ${kb(first, 'gzipBytes')}; all ${files.length} files ${kb(files, 'bytes')}`,
    result: kb(first, 'bytes'),
    bar: 'reported',
    pass: true,
    figures: { files },
  };
}
