/** @import { Browser, Page } from 'playwright' */

/**
 * Opens the built app with random weights, which the plain operations beside it compute, too, and waits for its picture.
 * @param {Page} page
 * @param {string} address
 */
export async function openApp(page, address) {
  await page.goto(`${address}#weights=random`);
  await settled(page);
}

/** Resolves when the picture matches the settings and nothing is pending. @param {Page} page @param {number} [timeout] */
export const settled = (page, timeout = 60_000) => page.locator('main[data-state=settled]').waitFor({ timeout });

/** A text of `count` different words. @param {number} count */
export const words = (count) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

/** Replaces the app's text. @param {Page} page @param {string} text */
export async function setText(page, text) {
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await settled(page);
}

/**
 * Does `work` on a benchmark's page of its own, in front: what others measured leaves nothing behind.
 * @template Result
 * @param {Browser} browser
 * @param {string} address
 * @param {(page: Page) => Promise<Result>} work
 */
export async function withPage(browser, address, work) {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await page.waitForFunction(() => 'benchPage' in window);
    return await work(page);
  } finally {
    await page.close();
  }
}
