import { useMemo } from 'react';
import { DataTable } from '../../charts/table/DataTable.tsx';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import { layerMapsOf } from '../../state/shown/recorded/maps.ts';
import { haveSameTokens } from '../../state/shown/recorded/sameTokens.ts';
import { differenceSentence } from '../bar/tokensSentences.ts';
import { useAnswer } from '../useAnswer.ts';
import { nearestHeads, nearestTable } from './nearestHeads.ts';
import type { PaneProps } from './paneProps.ts';

interface Props extends PaneProps {
  readonly other: RecordedColumn;
}

/** The head of another recording's layer that the chosen one is most alike, in a sentence, and those of all in a table. */
export function LikenessAcross({ column, layer, queryHead, controls, other }: Props) {
  const { opened } = column;
  const isSame = haveSameTokens(opened.recording, other.opened.recording);
  const otherLayer = other.isStale ? null : other.layer;
  const input = useMemo(
    () =>
      isSame && otherLayer
        ? { of: layerMapsOf(opened.recording, layer), other: layerMapsOf(other.opened.recording, otherLayer) }
        : null,
    [isSame, opened, layer, other.opened, otherLayer],
  );
  const asked = useAnswer(controls.ask, 'likenessBetween', input);
  const nearest = useMemo(
    () => (asked.phase === 'known' ? nearestHeads(asked.value.similarity, layer.numHeads) : null),
    [asked, layer],
  );
  if (!isSame) return <p>{differenceSentence(opened, other.opened)}</p>;
  if (!other.facts) return <p>“{other.opened.name}” does not have this layer.</p>;
  if (asked.phase === 'failed') return <p role="alert">{asked.error}</p>;
  const found = nearest?.[queryHead];
  if (!nearest || !found) return <p role="status">Looking for alike heads in “{other.opened.name}” …</p>;
  return (
    <section aria-label={`Alike heads in ${other.opened.name}`}>
      <p>
        {`Q ${queryHead} is most alike Q ${found.queryHead} of “${other.opened.name}”: ${found.likeness.toFixed(4)}`}
      </p>
      <DataTable data={() => nearestTable(opened.name, other.opened.name, nearest)} />
    </section>
  );
}
