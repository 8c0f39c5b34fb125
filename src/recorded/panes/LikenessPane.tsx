import { useMemo, useState } from 'react';
import { groupLikeness } from '../../attention/comparison/groupLikeness.ts';
import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { clusterHeads } from '../../charts/likeness/clusterHeads.ts';
import { LikenessLegend } from '../../charts/likeness/LikenessLegend.tsx';
import { type HeadPair, LikenessMatrix } from '../../charts/likeness/LikenessMatrix.tsx';
import { likenessTable } from '../../charts/likeness/likenessTable.ts';
import { likenessSentence, pairFiguresText } from '../../charts/likeness/likenessWords.ts';
import { DataTable } from '../../charts/table/DataTable.tsx';
import { Select } from '../../controls/Select.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectColumns } from '../../state/shown/recorded/columns.ts';
import { layerMapsOf } from '../../state/shown/recorded/maps.ts';
import { useAnswer } from '../useAnswer.ts';
import { LikenessAcross } from './LikenessAcross.tsx';
import type { PaneProps } from './paneProps.ts';

const ORDERS = { group: 'by KV group', likeness: 'by likeness' };

/** How alike the heads of the layer are among each other, and which heads of the other recordings they are most alike. */
export function LikenessPane(props: PaneProps) {
  const { column, layer, table, controls } = props;
  const { opened } = column;
  const [order, setOrder] = useState<keyof typeof ORDERS>('group');
  const [pointed, setPointed] = useState<HeadPair | null>(null);
  const columns = useAppState(selectColumns);
  const maps = useMemo(() => layerMapsOf(opened.recording, layer), [opened, layer]);
  const asked = useAnswer(controls.ask, 'likeness', maps);
  const similarity = asked.phase === 'known' ? asked.value.similarity : null;
  const clustering = useMemo(
    () => (similarity && order === 'likeness' ? clusterHeads(similarity, layer.numHeads) : null),
    [similarity, order, layer],
  );
  const groups = useMemo(() => similarity && groupLikeness(similarity, layer), [similarity, layer]);
  if (asked.phase === 'failed') return <p role="alert">{asked.error}</p>;
  if (asked.phase === 'pending' || !similarity || !groups) return <p role="status">Comparing the heads …</p>;
  const heads = clustering?.order ?? Array.from({ length: layer.numHeads }, (_, head) => head);
  const { within, across } = groups;
  return (
    <div className="head-panes__stack">
      {layer.numHeads > 1 && (
        <>
          <Select
            label="Heads"
            value={order}
            options={ORDERS}
            title="By likeness: hierarchical clustering with average linkage, its tree above the matrix"
            onChange={setOrder}
          />
          <LikenessLegend table={table} />
          <p className="head-panes__note">{pairWords(pointed, similarity, layer)}</p>
          <LikenessMatrix
            shortName={opened.name}
            shape={layer}
            similarity={similarity}
            order={heads}
            merges={clustering?.merges ?? null}
            table={table}
            selected={null}
            stale={column.isStale}
            onPoint={setPointed}
            onSelect={({ a }) => controls.choose(opened.id, a)}
          />
          <ul className="numeric">
            {within && <li>within groups {pairFiguresText(within)}</li>}
            {across && <li>across groups {pairFiguresText(across)}</li>}
          </ul>
        </>
      )}
      <p>{likenessSentence(`“${opened.name}”`, groups)}</p>
      <DataTable data={() => likenessTable(`${opened.name}, layer ${layer.layer}`, similarity, heads)} />
      {columns
        .filter((other) => other.opened.id !== opened.id)
        .map((other) => (
          <LikenessAcross key={other.opened.id} {...props} other={other} />
        ))}
      <p className="head-panes__small">
        {rowsNotes({ causal: maps.causal, tellingRows: asked.value.tellingRows }, asked.value.comparedRows).join(' ')}{' '}
        Jensen–Shannon distance: the square root of the divergence, base 2, over the keys that a row sees. ± is the
        standard deviation over pairs of heads.
      </p>
    </div>
  );
}

/** "Q 3 and Q 5, how alike: 0.8123 (both read KV 1)" */
function pairWords(pair: HeadPair | null, similarity: Float64Array, layer: PaneProps['layer']): string {
  if (!pair || Math.max(pair.a, pair.b) >= layer.numHeads)
    return 'Point at a cell, or press Tab and the arrow keys; Enter chooses its head.';
  const { a, b } = pair;
  if (a === b) return `Q ${a} with itself: 1.`;
  const kvHead = kvHeadOf(a, layer);
  const shared = kvHead === kvHeadOf(b, layer) ? ` (both read KV ${kvHead})` : '';
  return `Q ${a} and Q ${b}, how alike: ${similarity[a * layer.numHeads + b]?.toFixed(4)}${shared}`;
}
