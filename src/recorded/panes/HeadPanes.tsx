import * as Tabs from '@radix-ui/react-tabs';
import { kvHeadOf } from '../../attention/sharing.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { Select } from '../../controls/Select.tsx';
import { RECORDED_PANES, type RecordedPane } from '../../state/facts/recorded/recordingsState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import {
  type RecordedColumn,
  selectChosenColumn,
  selectChosenHead,
  selectColumns,
} from '../../state/shown/recorded/columns.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';
import { DifferencePane } from './DifferencePane.tsx';
import { FlowPane } from './FlowPane.tsx';
import './head-panes.css';
import { LabelsPane } from './LabelsPane.tsx';
import { LikenessPane } from './LikenessPane.tsx';
import { MapPane } from './MapPane.tsx';
import type { PaneProps } from './paneProps.ts';

const PANES: Readonly<
  Record<RecordedPane, { readonly name: string; readonly Pane: (props: PaneProps) => React.ReactNode }>
> = {
  map: { name: 'Map', Pane: MapPane },
  flow: { name: 'Token flow', Pane: FlowPane },
  difference: { name: 'Difference', Pane: DifferencePane },
  likeness: { name: 'Who looks alike', Pane: LikenessPane },
  labels: { name: 'Labels', Pane: LabelsPane },
};

interface Props {
  readonly theme: Theme;
  readonly table: ColorTable;
  readonly controls: RecordedControls;
}

/** One head at large, and what there is to say of it and of the heads around it. */
export function HeadPanes({ theme, table, controls }: Props) {
  const column = useAppState(selectChosenColumn);
  const columns = useAppState(selectColumns);
  const queryHead = useAppState(selectChosenHead);
  const pane = useAppState((state) => state.recordings.pane);
  if (!column) return null;
  const { Pane } = PANES[pane];
  return (
    <section className="head-panes" aria-label="The chosen head">
      <HeadChoice column={column} columns={columns} queryHead={queryHead} controls={controls} />
      <Tabs.Root value={pane} onValueChange={(value) => controls.showPane(value as RecordedPane)}>
        <Tabs.List className="head-panes__tabs" aria-label="What is shown of the head">
          {RECORDED_PANES.map((id) => (
            <Tabs.Trigger key={id} value={id} className="head-panes__tab">
              {PANES[id].name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={pane} className="head-panes__pane" tabIndex={-1}>
          <ErrorBoundary key={pane} what={`“${PANES[pane].name}”`}>
            {column.layer && column.facts && column.error === null ? (
              <Pane {...{ column, layer: column.layer, queryHead, theme, table, controls }} />
            ) : (
              <p className="head-panes__absent" role="status">
                {whyAbsent(column)}
              </p>
            )}
          </ErrorBoundary>
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

function whyAbsent({ facts, error, opened }: RecordedColumn): string {
  if (error !== null) return error;
  return facts ? 'Reading the layer …' : `“${opened.name}” does not have this layer.`;
}

interface ChoiceProps {
  readonly column: RecordedColumn;
  readonly columns: readonly RecordedColumn[];
  readonly queryHead: number;
  readonly controls: RecordedControls;
}

/** Which recording's head is shown, and which. */
function HeadChoice({ column, columns, queryHead, controls }: ChoiceProps) {
  const { opened, sizes } = column;
  const layer = useAppState((state) => state.recordings.layer);
  return (
    <header className="head-panes__head">
      <h2 className="head-panes__title">
        Layer {layer}, query head {queryHead}, KV head {kvHeadOf(queryHead, sizes)}
      </h2>
      {columns.length > 1 && (
        <Select
          label="Recording"
          value={keyOf(opened.id)}
          options={Object.fromEntries(columns.map((each) => [keyOf(each.opened.id), each.opened.name]))}
          onChange={(key) => {
            const chosen = columns.find((each) => keyOf(each.opened.id) === key);
            if (chosen) controls.choose(chosen.opened.id, queryHead);
          }}
        />
      )}
      <Select
        label="Query head"
        value={`${queryHead}`}
        options={Object.fromEntries(Array.from({ length: sizes.numHeads }, (_, head) => [`${head}`, `${head}`]))}
        onChange={(head) => controls.choose(opened.id, Number(head))}
      />
    </header>
  );
}

/** Not a number: those would stand by their size, whatever their order. */
const keyOf = (id: number) => `recording ${id}`;
