import type { HeadLabel } from '../../src/attention/labels/headLabels.ts';
import { headsByRole } from '../../src/attention/labels/roles.ts';
import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { plainOps } from '../../src/engine/ops/plainOps.ts';
import { Labeller } from '../../src/engine/questions/labeller.ts';
import { labelModel } from '../../src/engine/questions/labelModel.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';

/** Of the word vectors of the English sentences. */
export const VECTOR_SEED = 0;

/** The heads of each layer of each model by what they do on English, [layer][place], by the name of its file. */
export async function headOrders(files: ReadonlyMap<string, Uint8Array>): Promise<Record<string, number[][]>> {
  /** Scores the untrained nets once a sentence. */
  const labeller = new Labeller(plainOps);
  const labels = new Map<string, (readonly HeadLabel[])[][]>([...files.keys()].map((name) => [name, []]));
  for (const sentence of ENGLISH_SENTENCES)
    for (const [name, bytes] of files) {
      const { shape, parameters } = readModelFile(bytes);
      labels.get(name)?.push(await labelModel(parameters, shape, sentence.split(' '), VECTOR_SEED, labeller));
    }
  return Object.fromEntries(
    [...labels].map(([name, ofTexts]) => {
      const layers = ofTexts[0]?.map((_, layer) => headsByRole(ofTexts.map((ofText) => ofText[layer] ?? [])));
      return [name, layers ?? []];
    }),
  );
}

/** The orders as JSON, a layer a line. */
export function headOrdersText(orders: Readonly<Record<string, readonly (readonly number[])[]>>): string {
  const models = Object.entries(orders).map(([name, layers]) => {
    const lines = layers.map((order) => `    [${order.join(', ')}]`);
    return `  ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n  ]`;
  });
  return `{\n${models.join(',\n')}\n}\n`;
}
