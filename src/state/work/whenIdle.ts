import type { WhenIdle } from './answers/follow.ts';

/** Longer than a pause between two keystrokes of a quick typist. */
const REST_MS = 500;

/** Calls back once the page rested for `restMs` and has nothing else to do; the function returned calls that off. */
export function whenPageRests(restMs = REST_MS): WhenIdle {
  return (callback) => {
    let callOff = () => {};
    const timer = setTimeout(() => {
      // Safari knows no idle callbacks.
      if (typeof requestIdleCallback === 'undefined') return callback();
      const idle = requestIdleCallback(callback);
      callOff = () => cancelIdleCallback(idle);
    }, restMs);
    return () => {
      clearTimeout(timer);
      callOff();
    };
  };
}

/** True when the user asked the browser to load no more than needed. */
export function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
