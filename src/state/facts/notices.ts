import type { Settings } from './settings.ts';

/** A sentence for the user that stays until dismissed, replaced, or outdated. */
export interface Notice {
  /** One notice of an id at a time: a newer one takes its place. */
  readonly id: string;
  readonly text: string;
  readonly kind: 'info' | 'warning' | 'error';
  /** `retry` offers a button that calls the action `retry()`. */
  readonly action?: 'retry';
  /** Goes away by itself with the next change of a setting. */
  readonly passing?: true;
  /** The settings that it speaks of: with another choice of one of them it has no cause any more, and goes. */
  readonly about?: readonly (keyof Settings)[];
}

export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  return [...notices.filter((other) => other.id !== notice.id), notice];
}

/** The same array where there is nothing to remove, so that nothing renders anew. */
export function withoutNotice(notices: readonly Notice[], id: string): readonly Notice[] {
  return notices.some((notice) => notice.id === id) ? notices.filter((notice) => notice.id !== id) : notices;
}

/** Without what passes and what has no cause any more after a change of settings. The same array if that is nothing. */
export function withoutOutdated(notices: readonly Notice[], before: Settings, now: Settings): readonly Notice[] {
  const isOver = ({ passing, about }: Notice) => passing || about?.some((key) => before[key] !== now[key]);
  return notices.some(isOver) ? notices.filter((notice) => !isOver(notice)) : notices;
}

/** Ids of notices about a link begin with this. */
export const LINK_NOTICE = 'link ';

/** Without what was said about the last link: another one is open. */
export function withoutLinkNotices(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter((notice) => !notice.id.startsWith(LINK_NOTICE));
}
