import type { HeadLabel } from '../../attention/labels/headLabels.ts';
import { labelShort } from '../../attention/labels/labelWords.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import type { AttentionShape } from '../../attention/types.ts';
import type { TableData } from '../../charts/table/tableData.ts';

/** A row a head: its label, and the figures that it was earned by. */
export function labelsTable(
  name: string,
  labels: readonly HeadLabel[],
  shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>,
): TableData {
  return {
    caption: `${name}: what each head does on this text`,
    columns: ['query head', 'KV head', 'label', 'score', 'score by chance', 'held against', 'its score'],
    rows: labels.map((label, head) => [
      `Q ${head}`,
      `KV ${kvHeadOf(head, shape)}`,
      labelShort(label) || 'none',
      ...('score' in label ? [label.score, label.chance, label.nullOf, label.null] : ['', '', '', '']),
    ]),
  };
}
