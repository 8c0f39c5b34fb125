import { useMemo, useState } from 'react';
import { Select } from '../../controls/Select.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectColumns } from '../../state/shown/recorded/columns.ts';
import { Differences } from './Differences.tsx';
import { differenceRefusal, type Subtrahend } from './differenceSides.ts';
import type { PaneProps } from './paneProps.ts';

/** Stands for one head of the same layer among the recordings to choose from. */
const OWN_HEAD = 'own head';

/** The chosen recording's heads minus those of another, or minus one of its own. */
export function DifferencePane(props: PaneProps) {
  const { column, layer, queryHead } = props;
  const { opened } = column;
  const columns = useAppState(selectColumns);
  const others = columns.filter((other) => other.opened.id !== opened.id);
  const [wanted, setWanted] = useState<string | null>(null);
  const [wantedHead, setWantedHead] = useState(0);
  const keys = [...others.map((other) => keyOf(other.opened.id)), OWN_HEAD];
  // A recording may have been removed, or be the chosen one by now.
  const key = wanted !== null && keys.includes(wanted) ? wanted : (keys[0] as string);
  const from = others.find((other) => keyOf(other.opened.id) === key);
  const head = Math.min(wantedHead, layer.numHeads - 1);
  const subtrahend = useMemo<Subtrahend>(
    () => (from ? { kind: 'recording', column: from } : { kind: 'head', queryHead: head }),
    [from, head],
  );
  const refusal = from ? differenceRefusal(column, from) : null;
  return (
    <div className="head-panes__stack">
      <div className="head-panes__choice">
        <span>
          <bdi translate="no">{opened.name}</bdi>
        </span>
        <Select
          label="minus"
          value={key}
          options={{
            ...Object.fromEntries(others.map((other) => [keyOf(other.opened.id), other.opened.name])),
            [OWN_HEAD]: 'one of its heads',
          }}
          onChange={setWanted}
        />
        {!from && (
          <Select
            label="Head taken away"
            value={`${head}`}
            options={Object.fromEntries(Array.from({ length: layer.numHeads }, (_, each) => [`${each}`, `Q ${each}`]))}
            onChange={(each) => setWantedHead(Number(each))}
          />
        )}
        {!from && head !== queryHead && (
          <button type="button" className="button" onClick={() => setWantedHead(queryHead)}>
            Take Q {queryHead}
          </button>
        )}
      </div>
      {refusal !== null ? <p role="status">{refusal}</p> : <Differences {...props} subtrahend={subtrahend} />}
    </div>
  );
}

const keyOf = (id: number) => `recording ${id}`;
