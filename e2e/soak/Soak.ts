import type { Page } from 'playwright/test';
import { settled } from '../support/app.ts';
import { expect, isTolerated } from '../support/console.ts';
import { LONG_MS } from '../support/limits.ts';
import type { Random } from './random.ts';
import { SCREENS } from './screens.ts';
import type { SoakAction } from './soakAction.ts';

const SETTLE_EVERY = 50;
const LOGGED = 20;

interface Deed {
  readonly screen: string;
  readonly action: SoakAction;
}

/** Does one thing after the other to a page, and remembers what. */
export class Soak {
  readonly #page: Page;
  readonly #complaints: readonly string[];
  readonly #log: string[] = [];
  #slowestSettleMs = 0;

  /** @param complaints what the page complains of, growing; the first ends the soak. */
  constructor(page: Page, complaints: readonly string[]) {
    this.#page = page;
    this.#complaints = complaints;
  }

  get slowestSettleMs(): number {
    return Math.round(this.#slowestSettleMs);
  }

  /** The last actions, newest last, a line each. */
  get lastActions(): string {
    return this.#log.slice(-LOGGED).join('\n');
  }

  /** Every action once, as far as it can be done by the time that it is its turn. */
  async doEach(random: Random): Promise<void> {
    for (const screen of SCREENS) {
      for (const action of screen.actions) {
        if (await isThere(this.#page, screen)) await this.#act({ screen: screen.name, action }, random);
      }
    }
    await this.settle();
  }

  /** `count` actions at random. The picture is waited for now and then, and at the end. */
  async doAny(count: number, random: Random, keepsEngine: boolean): Promise<void> {
    for (let done = 1; done <= count; done++) {
      const choices = (await this.#choices()).filter(({ action }) => !(keepsEngine && action.restartsEngine));
      await this.#act(random.pickWeighted(choices.map((deed) => ({ ...deed, weight: deed.action.weight }))), random);
      if (done % SETTLE_EVERY === 0 || done === count) await this.settle();
    }
  }

  async settle(): Promise<void> {
    const start = performance.now();
    // In software, beside another page, 2,048 tokens of 64 heads take two minutes, self-checks included.
    await settled(this.#page, LONG_MS);
    this.#slowestSettleMs = Math.max(this.#slowestSettleMs, performance.now() - start);
    this.#expectNoComplaint();
  }

  async #act({ screen, action }: Deed, random: Random): Promise<void> {
    const entry = this.#log.push(`${this.#log.length + 1} ${screen}: ${action.name}`) - 1;
    const what = await action.act(this.#page, random);
    this.#log[entry] += ` ${what}`;
    this.#expectNoComplaint();
  }

  async #choices(): Promise<Deed[]> {
    const there = await Promise.all(SCREENS.map((screen) => isThere(this.#page, screen)));
    return SCREENS.filter((_, index) => there[index]).flatMap(({ name, actions }) =>
      actions.map((action) => ({ screen: name, action })),
    );
  }

  #expectNoComplaint(): void {
    expect(this.#complaints.filter((complaint) => !isTolerated(complaint))).toEqual([]);
  }
}

async function isThere(page: Page, { sign }: (typeof SCREENS)[number]): Promise<boolean> {
  return sign === undefined || (await sign(page).count()) > 0;
}
