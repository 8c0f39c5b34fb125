import { figureText, seedsText, spreadText, stuckText, TABLE_FIGURES } from '../../src/catalog/figureText.ts';
import type { TrainedCatalog } from '../../src/catalog/trainedModels.ts';

/** The documents that print the shipped models' figures, each between the two marks below. */
export const CARD_DOCUMENTS: readonly string[] = ['README.md', 'docs/model-card.md'];

const MARKED = /(<!-- models:start -->)[\s\S]*?(<!-- models:end -->)/;

/** The shipped models' sizes and figures as a Markdown table, with a line on what they are of. */
export function cardTable({ numHeads, models }: TrainedCatalog): string {
  const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const names: Readonly<Record<number, string>> = { [numHeads]: ' (MHA)', 1: ' (MQA)' };
  const rows = models.map((model) => {
    return [
      `${model.numKvHeads}${names[model.numKvHeads] ?? ''}`,
      count.format(model.parameters),
      `${count.format(model.bytes / 1000)} kB`,
      `${model.seed}`,
      ...Object.values(TABLE_FIGURES).map((figure) => figureText(model, figure)),
    ];
  });
  const headings = Object.keys(TABLE_FIGURES);
  const lines = [
    ['KV heads', 'parameters', 'file', 'its seed', ...headings],
    ['---', '---:', '---:', '---:', ...headings.map(() => '---')],
    ...rows,
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const notes = [
    `${seedsText(models)}; on held-out sequences of 24 to 128 tokens. What ships is the median by loss.`,
    spreadText(models),
    stuckText(models),
  ];
  return [...lines, '', ...wrapped(notes.filter(Boolean).join(' '))].join('\n');
}

/** The lines of `text`, none longer than the documents' own where its words allow. */
function wrapped(text: string): string[] {
  return text.match(/.{1,128}(?=\s|$)\s?/g)?.map((line) => line.trimEnd()) ?? [];
}

/** `document` with `table` between its marks. Throws where it has none. */
export function withCardTable(document: string, table: string): string {
  if (!MARKED.test(document)) throw new Error('The document has no marks between which the models’ table stands.');
  return document.replace(MARKED, (_, start, end) => `${start}\n${table}\n${end}`);
}
