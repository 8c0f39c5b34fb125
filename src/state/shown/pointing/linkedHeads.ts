import { type HeadOf, nearestHead } from '../../../attention/comparison/likenessAcross.ts';
import { haveSameQueries } from '../../../attention/run/sameRun.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import type { LockedCell, Settings } from '../../facts/settings.ts';
import { ofPicture } from '../answers/ofPicture.ts';
import { derive } from '../derive.ts';
import { selectConfig } from '../wanted.ts';
import { selectLitCell } from './focus.ts';

/** A query head that is lit. */
export interface LinkedHead {
  readonly queryHead: number;
  /** How alike it is to the head that is pointed at, 0 … 1; absent for that head itself, and where a number links heads. */
  readonly likeness?: number;
}

/** The lit head of each mechanism; those without one have none that is known to do the same. */
export type LinkedHeads = Readonly<Partial<Record<Mechanism, LinkedHead>>>;

/** True when heads of one number have nothing in common: then they are linked by what they do. */
export const selectLinksByLikeness: (state: AppState) => boolean = derive(
  (state) => [state.result?.request.config ?? selectConfig(state)],
  (config) => !haveSameQueries(config),
);

/**
 * The heads that are lit with the one that is pointed at; null if none is. By number where that means the same in all; else in
 * each other mechanism the head that is most alike, by the likeness that Inspect shows. Until that is known, and where it
 * is not worked out (`selectPictureToLink`), the head that is pointed at is lit alone.
 */
export const selectLinkedHeads: (state: AppState) => LinkedHeads | null = linkedWith(selectLitCell);

/** As `selectLinkedHeads`, of the cell under the pointer or the keyboard, also while another one is locked. */
export const selectHoveredHeads: (state: AppState) => LinkedHeads | null = linkedWith(({ hover }) => hover);

/** As `selectLinkedHeads`, of the head that Present shows large; null while it shows the maps of all. */
export const selectPresentedHeads: (state: AppState) => LinkedHeads | null = linkedWith(({ settings }) =>
  settings.presentHead === null ? null : { mechanism: presentAnchor(settings), queryHead: settings.presentHead },
);

/** The mechanism whose head `presentHead` is: the one in focus, else the one that Inspect follows. */
export function presentAnchor({ presentFocus, inspectMechanism }: Settings): Mechanism {
  return presentFocus === 'all' ? inspectMechanism : presentFocus;
}

function linkedWith(selectHead: (state: AppState) => HeadOf | null): (state: AppState) => LinkedHeads | null {
  return derive(
    (state) => {
      const head = selectHead(state);
      return [head?.mechanism, head?.queryHead, selectLinksByLikeness(state), ofPicture(state.across, state)] as const;
    },
    (mechanism, queryHead, isByLikeness, across) => {
      if (mechanism === undefined || queryHead === undefined) return null;
      const head: HeadOf = { mechanism, queryHead };
      const entries = MECHANISMS.flatMap((other): [Mechanism, LinkedHead][] => {
        if (other === mechanism || !isByLikeness) return [[other, { queryHead }]];
        const nearest = across && nearestHead(across, head, other);
        return nearest ? [[other, nearest]] : [];
      });
      return Object.fromEntries(entries);
    },
  );
}

/** The lit cell of each mechanism: the same two tokens in its linked head. */
export const selectLinkedCells: (state: AppState) => Readonly<Partial<Record<Mechanism, LockedCell>>> = derive(
  (state) => [selectLinkedHeads(state), selectLitCell(state)],
  (heads, lit) => {
    if (!heads || !lit) return {};
    const { queryPosition, keyPosition } = lit;
    const entries = Object.entries(heads).map(([mechanism, { queryHead }]) => {
      return [mechanism, { queryHead, queryPosition, keyPosition }] as const;
    });
    return Object.fromEntries(entries);
  },
);
