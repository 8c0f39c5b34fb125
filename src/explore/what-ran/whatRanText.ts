import { formatCount, formatPercent } from '../../attention/numbers/format.ts';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { AuditResult } from '../../engine/Engine.ts';

/** The document's order, which is not the order of the columns. */
const ORDER = ['sdpa', 'mha', 'mqa', 'gqa'] as const;

const shape = (sizes: readonly number[]) => `[${sizes.join(',')}]`;

const nameOf = (id: (typeof ORDER)[number]) =>
  id === 'sdpa' ? 'Basic scaled dot-product attention' : `${MECHANISM_NAMES[id]} (${MECHANISM_SHORT[id]})`;

/** A Python-like list of strings, as the document prints its tokens; quotes and control characters are escaped. */
const list = (labels: readonly string[]) =>
  `[${labels.map((label) => `'${JSON.stringify(label).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`).join(', ')}]`;

function reduction(parameters: number, ofMha: number): string {
  const share = 1 - parameters / ofMha;
  return share === 0 ? ' (as many as MHA)' : ` (${formatPercent(share)} fewer)`;
}

/**
 * The document's sample output for one run, line by line. Every shape and count is that of a tensor that was computed:
 * `audit` carries them out of the engine.
 */
export function whatRanText(text: string, labels: readonly string[], audit: AuditResult): string {
  const rows = ORDER.flatMap((id) => audit.mechanisms.filter((mechanism) => mechanism.id === id));
  const ofMha = rows.find(({ id }) => id === 'mha')?.parameters ?? 0;
  return [
    `Text: ${list([text]).slice(1, -1)}`,
    `Tokens (${formatCount(labels.length)}): ${list(labels)}`,
    `Embeddings shape: ${shape(audit.embeddingShape)}`,
    ...rows.flatMap((row, index) => [
      '',
      `${index + 1}. ${nameOf(row.id)}`,
      `   Output shape: ${shape(row.outputShape)}`,
      `   Attention weights shape: ${shape(row.weightsShape)}`,
    ]),
    '',
    'Parameters',
    ...rows.flatMap((row) =>
      row.id === 'sdpa'
        ? []
        : [
            `   ${nameOf(row.id)}: ${formatCount(row.parameters)}${row.id === 'mha' ? '' : reduction(row.parameters, ofMha)}`,
          ],
    ),
  ].join('\n');
}
