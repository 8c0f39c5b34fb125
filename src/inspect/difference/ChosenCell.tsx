import type { Mechanism } from '../../attention/types.ts';
import { weightAt } from '../../charts/cells/maps.ts';
import { signedText } from '../../charts/difference/differenceScale.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

interface Props {
  readonly of: Mechanism;
  readonly from: Mechanism;
}

/** The selected cell with its weight in both mechanisms, and the way to its arithmetic. */
export function ChosenCell({ of, from }: Props) {
  const cell = useAppState((state) => state.settings.lockedCell);
  const { labels } = useShownTokens();
  const maps = useExactMaps();
  const { update } = useActions();
  if (cell === null) return null;
  const shown = [...new Set([of, from])].flatMap((mechanism) => maps[mechanism] ?? []);
  const weights = [of, from].map((mechanism) => maps[mechanism] && weightAt(maps[mechanism], cell));
  const [weight, less] = weights;
  return (
    <div className="difference-pane__chosen">
      <CellReadout cell={cell} locked={false} tokens={labels} lit={shown.map((each) => ({ maps: each }))} isByNumber />
      {typeof weight === 'number' && typeof less === 'number' && (
        <span>
          difference <b>{signedText(weight - less)}</b>
        </span>
      )}
      <button
        type="button"
        className="button"
        onClick={() => update({ inspect: 'cell', inspectMechanism: of, inspectHead: cell.queryHead })}
      >
        Show its arithmetic
      </button>
    </div>
  );
}
