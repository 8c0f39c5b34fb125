/** @import { Page } from 'playwright' */

/**
 * Opens the built app and waits for its first picture.
 * @param {Page} page
 * @param {string} address
 */
export async function openApp(page, address) {
  await page.goto(address);
  await settled(page);
}

/** Resolves when the picture matches the settings and nothing is pending. @param {Page} page */
export const settled = (page) => page.locator('main[data-state=settled]').waitFor({ timeout: 60_000 });

/** A text of `count` different words. @param {number} count */
export const words = (count) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

/** Replaces the app's text. @param {Page} page @param {string} text */
export async function setText(page, text) {
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(text);
  await settled(page);
}
