import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../facts/appState.ts';
import { fitSettings } from '../facts/fitSettings.ts';
import { hashToSettings, settingsToHash } from './link.ts';

/** What of `window` the link needs. */
export interface LinkWindow {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void): void;
  removeEventListener(type: 'popstate' | 'hashchange', listener: () => void): void;
}

/** Changes closer together than this are one burst, and one step of the browser's Back; another screen always is one. */
const BURST_MS = 1_000;
/** Safari throws at more than 100 writes in 10 seconds, Chromium ignores them; a slider makes more. */
const WRITE_INTERVAL_MS = 150;

/**
 * Opens the store with the page's link, and keeps the two the same from then on: a burst of changes (typing, dragging)
 * pushes one history entry as it begins and rewrites it as it goes on; Back, Forward and an edited link change the
 * settings. Returns the function that ends it.
 */
export function connectLink(store: StoreApi<AppState>, page: LinkWindow = window): () => void {
  /** The address bar's fragment that the settings came from or went to. */
  let shown = '';
  /** The fragment of the settings as last seen, written or about to be. */
  let known = '';
  let lastChangeAt = Number.NEGATIVE_INFINITY;
  let pendingWrite: ReturnType<typeof setTimeout> | undefined;
  let isOpening = false;

  function open(keepsLongText: boolean): void {
    shown = page.location.hash;
    const { settings, notices, isTextLeftOut, namesOwnModels, isWholeCopy } = hashToSettings(shown);
    const state = store.getState();
    const { own } = state.models;
    // Coming back to an entry whose text was too long for it: the text in the box is the nearest there is.
    const isTextKept = keepsLongText && isTextLeftOut;
    const text = isTextKept ? state.settings.text : settings.text;
    // And to one of the user's own models: those that are still here.
    const areOwnKept = namesOwnModels && own !== null;
    const weights = areOwnKept ? 'own' : settings.weights;
    const linked = fitSettings({ ...settings, text, weights }, {}, own?.shape).settings;
    cancelWrite();
    isOpening = true;
    store.getState().actions.openLink(linked, isTextKept || areOwnKept ? [] : notices);
    isOpening = false;
    known = settingsToHash(store.getState().settings);
    // A link to models that are not here any more would say so at each reload, and lead nobody else to them.
    // And what carried a copied one safely here is hard to read.
    if ((isWholeCopy && !isTextLeftOut) || (namesOwnModels && !areOwnKept)) write('replaceState');
  }

  function write(method: 'pushState' | 'replaceState'): void {
    pendingWrite = undefined;
    const { pathname, search } = page.location;
    try {
      page.history[method](null, '', `${pathname}${search}${known}`);
      shown = known;
    } catch {
      // Too many writes for this browser: the next change brings the link up to date.
    }
  }

  function cancelWrite(): void {
    clearTimeout(pendingWrite);
    pendingWrite = undefined;
  }

  /** Before another entry is begun: the last one has what led up to it. */
  function flushWrite(): void {
    cancelWrite();
    write('replaceState');
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (isOpening || state.settings === previous.settings) return;
    const hash = settingsToHash(state.settings);
    if (hash === known) return;
    const isOtherScreen = state.settings.screen !== previous.settings.screen;
    if (isOtherScreen && pendingWrite !== undefined) flushWrite();
    known = hash;
    // Not Date.now: the system's clock may be set in mid-burst.
    const now = performance.now();
    const beginsBurst = isOtherScreen || now - lastChangeAt > BURST_MS;
    lastChangeAt = now;
    if (beginsBurst) write('pushState');
    else pendingWrite ??= setTimeout(() => write('replaceState'), WRITE_INTERVAL_MS);
  });

  // An edited link fires both events, Back and Forward at least one.
  const onNavigation = () => {
    if (page.location.hash !== shown) open(true);
  };
  page.addEventListener('popstate', onNavigation);
  page.addEventListener('hashchange', onNavigation);
  open(false);

  return () => {
    unsubscribe();
    cancelWrite();
    page.removeEventListener('popstate', onNavigation);
    page.removeEventListener('hashchange', onNavigation);
  };
}
