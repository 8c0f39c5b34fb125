import { createPortal } from 'react-dom';
import { kvHeadOf, MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { weightText } from '../../charts/cells/weightText.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { HeadPicture } from '../../charts/head-picture/HeadPicture.tsx';
import type { LitCell } from '../../state/facts/settings.ts';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import { selectCardCell } from '../../state/shown/pointing/cardCell.ts';
import { selectHoveredHeads, selectLinksByLikeness } from '../../state/shown/pointing/linkedHeads.ts';
import { type ShownMap, useShownMaps } from '../../state/shown/shownMaps.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import './pointing-card.css';
import { useCardPlace } from './useCardPlace.ts';
import { useDismissal } from './useDismissal.ts';

/** The picture with its labels, in px. */
const ROOM = { width: 220, height: 220, fontSize: 11 };

export interface PointingCardProps {
  readonly table: ColorTable;
}

/**
 * The head that is pointed at, by pointer, keyboard or a first tap, large at its map: with its tokens, and the weight of the
 * cell. For the eye alone: the keyboard's cell says the same of itself.
 */
export function PointingCard({ table }: PointingCardProps) {
  const cell = useDismissal(useAppState(selectCardCell));
  const maps = useExactMaps();
  const exact = cell && maps[cell.mechanism];
  if (!cell || !exact || cell.queryHead >= exact.numHeads) return null;
  return createPortal(<Card table={table} cell={cell} exact={exact} />, document.body);
}

interface CardProps extends PointingCardProps {
  readonly cell: LitCell;
  /** With every weight that is here. */
  readonly exact: ShownMap;
}

function Card({ table, cell, exact }: CardProps) {
  const { mechanism, queryHead, queryPosition, keyPosition } = cell;
  const ref = useCardPlace(cell);
  const painted = useShownMaps()[mechanism];
  const { labels } = useShownTokens();
  const note = useAppState((state) => selectHeadNotes(state)?.[mechanism]?.[queryHead]);
  const weight = weightText(exact, cell);
  return (
    <div ref={ref} className="pointing-card numeric" aria-hidden="true">
      <p className="pointing-card__head">
        <b>{MECHANISM_SHORT[mechanism]}</b> query head {queryHead} · KV {kvHeadOf(queryHead, exact)}
      </p>
      {note?.score && (
        <p className="pointing-card__label">
          {note.short} {note.score}
        </p>
      )}
      {painted && (
        <HeadPicture maps={painted} queryHead={queryHead} tokens={labels} table={table} room={ROOM} lit={cell} />
      )}
      <p className="pointing-card__reading">
        <span>
          <bdi translate="no">{labels[queryPosition]}</bdi> ({queryPosition}){' '}
          {weight === 'masked' ? 'must not attend to' : 'attends to'} <bdi translate="no">{labels[keyPosition]}</bdi> (
          {keyPosition})
        </span>{' '}
        <strong>{weight}</strong>
      </p>
      <LinkedWeights cell={cell} />
    </div>
  );
}

/** The weight of the same two tokens in the head of each other column that is lit with this one. */
function LinkedWeights({ cell }: { readonly cell: LitCell }) {
  const heads = useAppState(selectHoveredHeads);
  const isByLikeness = useAppState(selectLinksByLikeness);
  const maps = useExactMaps();
  const others = MECHANISMS.flatMap((mechanism) => {
    const [shown, head] = [maps[mechanism], heads?.[mechanism]];
    if (mechanism === cell.mechanism || !shown || !head || head.queryHead >= shown.numHeads) return [];
    const name = MECHANISM_SHORT[mechanism];
    if (isByLikeness) return [`${name} Q ${head.queryHead}, ${head.likeness?.toFixed(2)}`];
    return [`${name} ${weightText(shown, { ...cell, queryHead: head.queryHead })}`];
  });
  if (others.length === 0) return null;
  return (
    <p className="pointing-card__linked">
      {isByLikeness ? 'Most alike: ' : 'Same head, same cell: '}
      {others.join(' · ')}
    </p>
  );
}
