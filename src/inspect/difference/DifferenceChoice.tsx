import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { Select } from '../../controls/Select.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

interface Props {
  /** Whether heads have partners: those that are most alike theirs then stand first, if not the others. */
  readonly isPaired: boolean;
  /** Whether the heads that differ most come first. */
  readonly isSorted: boolean;
  readonly onSort: (isSorted: boolean) => void;
}

const ORDERS = { numbered: 'as numbered', sorted: 'most different first' };
const PAIR_ORDERS = { ...ORDERS, numbered: 'most alike first' };

/** Which mechanism is taken from which, and in what order heads stand. */
export function DifferenceChoice({ isPaired, isSorted, onSort }: Props) {
  const of = useAppState((state) => state.settings.differenceOf);
  const from = useAppState((state) => state.settings.differenceFrom);
  const { update } = useActions();
  return (
    <div className="difference-pane__choice">
      <Select label="Show" value={of} options={MECHANISM_SHORT} onChange={(differenceOf) => update({ differenceOf })} />
      <Select
        label="minus"
        value={from}
        options={MECHANISM_SHORT}
        onChange={(differenceFrom) => update({ differenceFrom })}
      />
      <button
        type="button"
        className="button"
        title="Take them the other way round"
        onClick={() => update({ differenceOf: from, differenceFrom: of })}
      >
        Swap
      </button>
      <Select
        label="Heads"
        value={isSorted ? 'sorted' : 'numbered'}
        options={isPaired ? PAIR_ORDERS : ORDERS}
        onChange={(order) => onSort(order === 'sorted')}
      />
    </div>
  );
}
