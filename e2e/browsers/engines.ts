import type { Driver } from './Driver.ts';
import { findFirefox, startFirefox } from './firefox.ts';
import { findWebkit, startWebkit } from './webkit.ts';

export type EngineName = 'firefox' | 'webkit';

export interface BrowserEngine {
  /** How Debian and its kin install it; told where it is missing. */
  readonly install: string;
  /** Starts it, where this machine has it. */
  readonly start: (() => Promise<Driver>) | undefined;
}

const startWith = <Found>(found: Found | undefined, start: (found: Found) => Promise<Driver>) =>
  found === undefined ? undefined : () => start(found);

/** The browser engines besides Chromium's, as this machine has them. */
export const ENGINES: Readonly<Record<EngineName, BrowserEngine>> = {
  firefox: { install: 'apt-get install firefox-esr xvfb', start: startWith(findFirefox(), startFirefox) },
  webkit: { install: 'apt-get install webkit2gtk-driver xvfb', start: startWith(findWebkit(), startWebkit) },
};
