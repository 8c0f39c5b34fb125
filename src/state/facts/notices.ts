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
}

export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  return [...notices.filter((other) => other.id !== notice.id), notice];
}

/** The same array where there is nothing to remove, so that nothing renders anew. */
export function withoutNotice(notices: readonly Notice[], id: string): readonly Notice[] {
  return notices.some((notice) => notice.id === id) ? notices.filter((notice) => notice.id !== id) : notices;
}

export function withoutPassing(notices: readonly Notice[]): readonly Notice[] {
  return notices.some((notice) => notice.passing) ? notices.filter((notice) => !notice.passing) : notices;
}

/** Ids of notices about a link begin with this. */
export const LINK_NOTICE = 'link ';

/** Without what was said about the last link: another one is open. */
export function withoutLinkNotices(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter((notice) => !notice.id.startsWith(LINK_NOTICE));
}
