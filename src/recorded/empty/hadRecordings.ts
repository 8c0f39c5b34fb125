const KEY = 'hadRecordings';

/** True when this page was loaded again over one that had recordings open. */
export function hadRecordings(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && KEY in state;
}

/**
 * Leaves a note in the tab's history, when the page goes away, if recordings are open then: nothing else remembers that. Returns
 * a function that ends it.
 */
export function noteOnLeaving(areOpen: () => boolean): () => void {
  const note = () => history.replaceState(areOpen() ? { [KEY]: true } : null, '');
  addEventListener('pagehide', note);
  return () => removeEventListener('pagehide', note);
}
