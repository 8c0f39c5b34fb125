import { countsSentence } from '../../attention/labels/roles.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { DataTable } from '../../charts/table/DataTable.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { answersOf, labelsRefusal, notesOf } from '../../state/shown/recorded/labels.ts';
import './labels-pane.css';
import { labelsTable } from './labelsTable.ts';
import type { PaneProps } from './paneProps.ts';

/** What each head of the layer does on this text. */
export function LabelsPane({ column, layer, queryHead, controls }: PaneProps) {
  const { id, name, recording } = column.opened;
  const notes = useAppState((state) => notesOf(state, column));
  const labels = useAppState((state) => answersOf(state, column)?.labels ?? null);
  const refusal = labelsRefusal(recording);
  if (refusal !== null) return <p className="labels-pane__remark">{refusal}</p>;
  if (typeof labels === 'string') return <p className="labels-pane__remark">{labels}</p>;
  if (labels === null || !notes) return <p role="status">Working out what the heads of this layer do …</p>;
  return (
    <div className="labels-pane">
      <p className="labels-pane__counts">{countsSentence(labels.map(({ kind }) => kind))}</p>
      <ul className="labels-pane__heads" aria-label={`${name}: what each head does`}>
        {notes.map((note, head) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a head is its index.
          <li key={head}>
            <button
              type="button"
              className="labels-pane__head"
              aria-current={head === queryHead || undefined}
              onClick={() => controls.choose(id, head)}
            >
              <b>Q {head}</b> <span className="labels-pane__kv">KV {kvHeadOf(head, layer)}</span>{' '}
              <span>{note.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="labels-pane__note">
        A label is earned against looking at all tokens alike, and against the head itself on shuffled words. It is not
        held against random heads, as labels in Explore are: no untrained model of these sizes is here.
      </p>
      <DataTable data={() => labelsTable(`${name}, layer ${layer.layer}`, labels, layer)} />
    </div>
  );
}
