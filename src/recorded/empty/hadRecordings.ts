const KEY = 'hadRecordings';

/** True when this page was loaded again over one that had recordings open. */
export function hadRecordings(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && KEY in state;
}

/**
 * Notes in the tab's history whether recordings are open: nothing else remembers that when the page is loaded again. A step to
 * another screen leaves the note behind.
 */
export function noteRecordings(areOpen: boolean): void {
  if (areOpen !== hadRecordings()) history.replaceState(areOpen ? { [KEY]: true } : null, '');
}
