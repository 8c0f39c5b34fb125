import type { Locator, Page } from 'playwright/test';
import type { Random } from './random.ts';

/** One thing that a user may do at any time. */
export interface SoakAction {
  /** For the log of a run that fails. */
  readonly name: string;
  /** How often it comes, against the others that can be done at that moment. */
  readonly weight: number;
  /** Another engine starts: left out while the memory of one engine is watched. */
  readonly restartsEngine?: true;
  /** Does it, whatever state the page is in, and waits for no result. Resolves with what exactly it did, for the log. */
  act(page: Page, random: Random): Promise<string>;
}

/** A part of the page and what can be done there. A new screen adds one to `screens.ts`. */
export interface SoakScreen {
  readonly name: string;
  /** Is on the page exactly as long as the actions can be done; without it they always can. */
  readonly sign?: (page: Page) => Locator;
  readonly actions: readonly SoakAction[];
}
