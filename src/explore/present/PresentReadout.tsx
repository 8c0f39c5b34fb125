import type { Mechanism } from '../../attention/types.ts';
import type { MapCell } from '../../charts/cells/cell.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import { weightText } from '../../charts/cells/weightText.ts';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectAskingToken, selectIsLitLocked, selectLitCell } from '../../state/shown/pointing/focus.ts';
import { type LinkedHead, selectLinkedHeads, selectLinksByLikeness } from '../../state/shown/pointing/linkedHeads.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { useIsCovered } from './figures/usePrediction.ts';
import './present-readout.css';

/**
 * The tokens in focus, large, and the weight between them in each mechanism on screen; else the word that asks. Empty if nothing
 * is pointed at.
 */
export function PresentReadout({ shown }: { shown: readonly Mechanism[] }) {
  const cell = useAppState(selectLitCell);
  const heads = useAppState(selectLinkedHeads);
  const isByLikeness = useAppState(selectLinksByLikeness);
  const isLocked = useAppState(selectIsLitLocked);
  const asking = useAppState(selectAskingToken);
  const isCovered = useIsCovered();
  const isEmpty = useAppState((state) => selectTokenization(state).tokens.length === 0);
  const { labels } = useShownTokens();
  const maps = useExactMaps();
  const query = cell ? labels[cell.queryPosition] : undefined;
  // A covered map is not read out.
  const readable = shown.filter((mechanism) => !(isCovered && mechanism === 'gqa'));
  const key = cell ? labels[cell.keyPosition] : undefined;
  return (
    <p className="present-readout numeric" aria-live={isLocked ? 'polite' : 'off'}>
      {cell && query !== undefined && key !== undefined ? (
        <>
          <bdi translate="no">{query}</bdi> <span>attends to</span> <bdi translate="no">{key}</bdi>{' '}
          {!isByLikeness && <span>query head {cell.queryHead}</span>}
          {readable.map((mechanism) => (
            <Weight
              key={mechanism}
              maps={maps[mechanism]}
              head={heads?.[mechanism]}
              cell={cell}
              isNumbered={isByLikeness}
            />
          ))}
        </>
      ) : isEmpty ? (
        'Nothing to attend to yet: type some words above.'
      ) : (
        asking !== null && (
          <>
            <bdi translate="no">{labels[asking]}</bdi> <span>(token {asking}) asks: its row is lit in every map</span>
          </>
        )
      )}
    </p>
  );
}

interface WeightProps {
  readonly maps: Maps | undefined;
  readonly head: LinkedHead | undefined;
  readonly cell: MapCell;
  /** Whether lit heads have numbers of their own. */
  readonly isNumbered: boolean;
}

/** "MHA 0.6402"; "GQA Q 3 0.5811" where heads are linked by likeness: how alike they are is said in Explore. */
function Weight({ maps, head, cell, isNumbered }: WeightProps) {
  if (!maps || !head || head.queryHead >= maps.numHeads) return null;
  return (
    <span className="present-readout__weight">
      {' '}
      {maps.shortName} {isNumbered && `Q ${head.queryHead} `}
      <b>{weightText(maps, { ...cell, queryHead: head.queryHead })}</b>
    </span>
  );
}
