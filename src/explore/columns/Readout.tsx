import { MECHANISMS } from '../../attention/types.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { selectIsLitLocked, selectLitCell } from '../../state/shown/focus.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectLinkedHeads, selectLinksByLikeness } from '../../state/shown/linkedHeads.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

/** The lit cell's tokens and its weight in each mechanism, in one line. */
export function Readout() {
  const cell = useAppState(selectLitCell);
  const heads = useAppState(selectLinkedHeads);
  const isByLikeness = useAppState(selectLinksByLikeness);
  const locked = useAppState(selectIsLitLocked);
  const { labels } = useShownTokens();
  const shown = useExactMaps();
  const lit = MECHANISMS.flatMap((mechanism) => {
    const [maps, head] = [shown[mechanism], heads?.[mechanism]];
    return maps && head ? [{ maps, ...head }] : [];
  });
  return <CellReadout cell={cell} locked={locked} tokens={labels} lit={lit} isByNumber={!isByLikeness} />;
}
