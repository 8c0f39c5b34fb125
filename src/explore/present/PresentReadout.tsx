import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { MapCell } from '../../charts/cells/cell.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import { weightText } from '../../charts/cells/weightText.ts';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { selectLitCell } from '../../state/shown/focus.ts';
import { selectHeadNotes } from '../../state/shown/headNotes.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import './present-readout.css';

/** The tokens in focus, large, and the weight between them in each mechanism on screen. */
export function PresentReadout({ shown }: { shown: readonly Mechanism[] }) {
  const cell = useAppState(selectLitCell);
  const isLocked = useAppState((state) => state.settings.lockedCell !== null);
  const isEmpty = useAppState((state) => selectTokenization(state).tokens.length === 0);
  const { labels } = useShownTokens();
  const maps = useExactMaps();
  const query = cell ? labels[cell.queryPosition] : undefined;
  const key = cell ? labels[cell.keyPosition] : undefined;
  return (
    <p className="present-readout numeric" aria-live={isLocked ? 'polite' : 'off'}>
      {cell && query !== undefined && key !== undefined ? (
        <>
          <bdi>{query}</bdi> <span>attends to</span> <bdi>{key}</bdi> <span>query head {cell.queryHead}</span>
          {shown.map((mechanism) => (
            <Weight key={mechanism} maps={maps[mechanism]} cell={cell} />
          ))}
        </>
      ) : isEmpty ? (
        'Nothing to attend to yet: type some words above.'
      ) : (
        <span>
          Point at a cell to read its weight; click to lock it.
          <LabelCounts shown={shown} />
        </span>
      )}
    </p>
  );
}

/** How many heads of each mechanism earned a label on this text. */
function LabelCounts({ shown }: { readonly shown: readonly Mechanism[] }) {
  const notes = useAppState(selectHeadNotes);
  const counts = shown.flatMap((mechanism) => {
    const heads = notes?.[mechanism];
    if (!heads) return [];
    const earned = heads.filter(({ score }) => score !== undefined).length;
    return [`${MECHANISM_SHORT[mechanism]} ${earned} of ${heads.length}`];
  });
  return counts.length > 0 && ` Heads with a label: ${counts.join(', ')}.`;
}

function Weight({ maps, cell }: { readonly maps: Maps | undefined; readonly cell: MapCell }) {
  if (!maps || cell.queryHead >= maps.numHeads) return null;
  return (
    <span className="present-readout__weight">
      {' '}
      {maps.shortName} <b>{weightText(maps, cell)}</b>
    </span>
  );
}
