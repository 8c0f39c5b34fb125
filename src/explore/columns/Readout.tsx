import { MECHANISMS } from '../../attention/types.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useMediaQuery } from '../../controls/useMediaQuery.ts';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectIsLitLocked, selectLitCell } from '../../state/shown/pointing/focus.ts';
import { selectLinkedHeads, selectLinksByLikeness } from '../../state/shown/pointing/linkedHeads.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

const TAP = 'Tap a map to see its head large; tap it again to inspect it.';

/** The lit cell's tokens and its weight in each mechanism, in one line. */
export function Readout() {
  const cell = useAppState(selectLitCell);
  const heads = useAppState(selectLinkedHeads);
  const isByLikeness = useAppState(selectLinksByLikeness);
  const locked = useAppState(selectIsLitLocked);
  const { labels, current } = useShownTokens();
  const shown = useExactMaps();
  const isCoarse = useMediaQuery('(pointer: coarse)');
  const lit = MECHANISMS.flatMap((mechanism) => {
    const [maps, head] = [shown[mechanism], heads?.[mechanism]];
    return maps && head ? [{ maps, ...head }] : [];
  });
  // Of a text without tokens the last picture may still be up: none of its cells can be pointed at.
  if (current === 0) return null;
  return (
    <CellReadout
      {...{ cell, locked, lit }}
      tokens={labels}
      {...(isCoarse && { hint: TAP })}
      isByNumber={!isByLikeness}
    />
  );
}
