import type { Locator, Page } from 'playwright/test';
import { kvHeadOf, MECHANISM_NAMES, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { hashToSettings } from '../../src/state/link/link.ts';
import { expect } from './console.ts';

/**
 * Opens the app, with a link's fragment if one is given, and waits for its picture. With random weights, unless the fragment
 * names others: they need no file, and whoever knows the seed knows them.
 */
export async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`/${withWeights(hash)}`);
  await settled(page);
}

/** Opens a link in the tab that is open, whose engine goes on: a tenth of what a page costs that begins. As `open` otherwise. */
export async function openNext(page: Page, hash: string): Promise<void> {
  await openLink(page, withWeights(hash));
  await settled(page);
}

/** Changes the fragment, and resolves when the page has followed. */
export async function openLink(page: Page, hash: string): Promise<void> {
  await page.evaluate(async (next) => {
    if (location.hash === next) return;
    const arrival = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = next;
    await arrival;
  }, hash);
}

/** The fragment with `weights=random` where it would else stand for trained weights without naming them. */
function withWeights(hash: string): string {
  if (/[#&]weights=/.test(hash) || hashToSettings(hash).settings.weights === 'random') return hash;
  return `${hash === '' ? '#' : `${hash}&`}weights=random`;
}

/** Waits until the picture matches the settings and nothing is pending. */
export async function settled(page: Page, limitMs?: number): Promise<void> {
  await expect(page.locator('main')).toHaveAttribute('data-state', 'settled', limitMs ? { timeout: limitMs } : {});
}

/** Opens the line of the model, which trained weights begin with closed: its settings can then be worked. */
export async function openModel(page: Page): Promise<void> {
  const line = page.locator('.model-line > details');
  if ((await line.getAttribute('open')) === null) await line.locator('summary').click();
}

/** Opens decoding at the foot of Explore, which begins closed. */
export async function openDecoding(page: Page): Promise<void> {
  const door = page.locator('.decode-door');
  if ((await door.getAttribute('open')) === null) await door.locator('summary').click();
}

/** The column of one mechanism. */
export function column(page: Page, mechanism: Mechanism): Locator {
  return page.getByRole('region', { name: MECHANISM_NAMES[mechanism], exact: true });
}

/** The columns in their order. */
export function columns(page: Page): { mechanism: Mechanism; region: Locator }[] {
  return MECHANISMS.map((mechanism) => ({ mechanism, region: column(page, mechanism) }));
}

/** The map of one query head, by the name that is the app's public face. */
export function map(page: Page, mechanism: Mechanism, queryHead: number, config: RunConfig): Locator {
  const kvHead = kvHeadOf(queryHead, shapeOf(mechanism, config));
  return column(page, mechanism).getByLabel(`query head ${queryHead}, KV head ${kvHead}`, { exact: true });
}

/** What the chips of the tokens say, in order. */
export function chips(page: Page): Locator {
  return page.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
}

/** Text with the narrow no-break spaces of "37.5 %" as plain ones, so that tests can be typed. */
export async function plainText(locator: Locator): Promise<string> {
  return (await locator.innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
}
