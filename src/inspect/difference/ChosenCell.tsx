import { weightAt } from '../../charts/cells/maps.ts';
import type { DifferenceMaps } from '../../charts/difference/differenceMaps.ts';
import { signedText } from '../../charts/difference/differenceScale.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

interface Props {
  readonly maps: Pick<DifferenceMaps, 'of' | 'from' | 'partners'>;
}

/** The selected cell with its weight in both mechanisms, and the way to its arithmetic. */
export function ChosenCell({ maps: { of, from, partners } }: Props) {
  const cell = useAppState((state) => state.settings.lockedCell);
  const { labels } = useShownTokens();
  const maps = useExactMaps();
  const { update } = useActions();
  if (cell === null) return null;
  const partner = partners?.[cell.queryHead];
  const pair = of === from ? [{ mechanism: of }] : [{ mechanism: of }, { mechanism: from, ...partner }];
  const lit = pair.flatMap(({ mechanism, ...head }) => {
    const shown = maps[mechanism];
    return shown ? [{ maps: shown, ...head }] : [];
  });
  const [weight, less = weight] = lit.map(({ maps: shown, ...head }) => weightAt(shown, { ...cell, ...head }));
  return (
    <div className="difference-pane__chosen">
      <CellReadout cell={cell} locked={false} tokens={labels} lit={lit} isByNumber={partner === undefined} />
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
