import { expect } from 'playwright/test';
import type { Driver } from './Driver.ts';

/** The app in one browser, read by selectors and worked by clicks and keys. */
export class Page {
  readonly driver: Driver;
  private readonly site: string;

  constructor(driver: Driver, site: string) {
    this.driver = driver;
    this.site = site;
  }

  /** Opens the app and waits for its picture. */
  async open(): Promise<void> {
    await this.driver.open(this.site);
    await this.settled();
  }

  /** Waits until the picture matches the settings and nothing is pending. */
  async settled(): Promise<void> {
    const state = () => this.driver.evaluateAll('main', ([main]) => main?.dataset['state']);
    await expect.poll(state, { message: 'data-state of main' }).toBe('settled');
  }

  /** The texts of all that match; white space of every kind is one space. */
  async texts(selector: string): Promise<readonly string[]> {
    const texts = await this.driver.evaluateAll(selector, (elements) => elements.map(({ textContent }) => textContent));
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  }

  async click(selector: string): Promise<void> {
    await this.driver.evaluateAll(selector, ([element]) => element?.click());
  }

  /** Strikes keys with the focus on one element. */
  async press(selector: string, keys: Iterable<string>): Promise<void> {
    await this.driver.evaluateAll(selector, ([element]) => element?.focus());
    await this.driver.press(keys);
  }

  /** What the page has complained about since it was opened. */
  complaints(): Promise<readonly string[]> {
    return this.driver.evaluateAll('html', () => Reflect.get(window, 'complaints') as string[]);
  }
}
