/** One browser with one window, whichever protocol it speaks: the little that a smoke run needs of it. */
export interface Driver {
  /** Product and version, for the report: "Firefox 140.5.0". */
  readonly name: string;
  /** Loads a page and waits for its `load` event. */
  open(url: string): Promise<void>;
  /**
   * Runs `read` in the page on all elements that match `selector`. Its source travels, so it may use nothing from around
   * it but `args`; arguments and result have to survive JSON, and `undefined` comes back as null.
   */
  evaluateAll<Args extends readonly Json[], Result>(
    selector: string,
    read: (elements: HTMLElement[], ...args: Args) => Result,
    ...args: Args
  ): Promise<Result>;
  /** Strikes keys one after the other, as a user would: characters as they are, others as in `KEYS`. */
  press(keys: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Keys without a character, by WebDriver's code points. Source: W3C WebDriver, "Keyboard actions". */
export const KEYS = { End: '\ue010', Home: '\ue011', Escape: '\ue00c' } as const;

/** The expression that `evaluateAll` sends: a JSON string. */
export const expressionOf = (selector: string, read: (...args: never[]) => unknown, args: readonly Json[]): string =>
  `JSON.stringify((${read})([...document.querySelectorAll(${JSON.stringify(selector)})], ...${JSON.stringify(args)}) ?? null)`;

/** The actions of `press`, the same in WebDriver and WebDriver BiDi. */
export const keyActions = (keys: Iterable<string>) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [...keys].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  },
];
