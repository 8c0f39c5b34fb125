import type { Page } from 'playwright/test';

/** Presses the key in the place `code` of a keyboard that types `key` there, as the browser would tell the page. */
export async function pressAs(page: Page, key: string, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  await keyboard.detach();
}
