import { figureText, seedsText, stuckText } from '../../src/catalog/figureText.ts';
import type { TrainedCatalog } from '../../src/catalog/trainedModels.ts';

/** The documents that print the shipped models' figures, each between the two marks below. */
export const CARD_DOCUMENTS: readonly string[] = ['README.md', 'docs/model-card.md'];

const MARKED = /(<!-- models:start -->)[\s\S]*?(<!-- models:end -->)/;

/** The shipped models' sizes and figures as a Markdown table, with a line on what they are of. */
export function cardTable({ numHeads, models }: TrainedCatalog): string {
  const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const names: Readonly<Record<number, string>> = { [numHeads]: ' (MHA)', 1: ' (MQA)' };
  const rows = models.map((model) => {
    const induction = [24, 64, 128].map((length) => figureText(model, `induction.accuracy.${length}`));
    return [
      `${model.numKvHeads}${names[model.numKvHeads] ?? ''}`,
      count.format(model.parameters),
      `${count.format(model.bytes / 1000)} kB`,
      figureText(model, 'loss'),
      figureText(model, 'accuracy'),
      ...induction,
    ];
  });
  const lines = [
    ['KV heads', 'parameters', 'file', 'loss', 'accuracy', 'induction, 24 tokens', '64', '128'],
    ['---', '---:', '---:', '---', '---', '---', '---', '---'],
    ...rows,
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const seeds = seedsText(models);
  const spread =
    seeds.length > 1 ? `Means over seeds ${seeds}, and from the least to the most of them` : `Seed ${seeds}`;
  const note = `${spread}; on held-out sequences of 24 to 128 tokens.`;
  return [...lines, '', [note, stuckText(models)].filter(Boolean).join(' ')].join('\n');
}

/** `document` with `table` between its marks. Throws where it has none. */
export function withCardTable(document: string, table: string): string {
  if (!MARKED.test(document)) throw new Error('The document has no marks between which the models’ table stands.');
  return document.replace(MARKED, (_, start, end) => `${start}\n${table}\n${end}`);
}
