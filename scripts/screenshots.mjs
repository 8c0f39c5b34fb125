// npm run screenshots: takes the README's pictures of the built app into docs/.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './paths.mjs';

/**
 * @typedef {{ file: string, width: number, height: number, theme: 'light' | 'dark', present?: boolean, train?: boolean, link?:
 * string }} Picture
 */

/** @type {readonly Picture[]} */
const PICTURES = [
  { file: 'screenshot-light.png', width: 1280, height: 720, theme: 'light' },
  { file: 'screenshot-dark.png', width: 1280, height: 720, theme: 'dark' },
  { file: 'screenshot-large.png', width: 1920, height: 1080, theme: 'light' },
  {
    file: 'screenshot-inspect.png',
    width: 1920,
    height: 1080,
    theme: 'light',
    link: '#cell=5.9.5&inspect=cell&head=5',
  },
  {
    file: 'screenshot-train.png',
    width: 1920,
    height: 1080,
    theme: 'light',
    train: true,
    link: '#screen=train&text=the+cat+sat+and+the+cat+sat+and+the+cat',
  },
  { file: 'screenshot-cost.png', width: 1280, height: 720, theme: 'light', link: '#screen=cost' },
  { file: 'screenshot-present.png', width: 1920, height: 1080, theme: 'light', present: true },
];

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @param {Picture} picture
 */
async function take(browser, address, { file, width, height, theme, present, train, link = '' }) {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    // A picture of wires half-way is no use.
    reducedMotion: 'reduce',
  });
  await page.goto(`${address}${link}`);
  const settled = page.locator('main[data-state=settled]');
  await settled.waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => !document.querySelector('main .deferred'));
  await page.evaluate(() => document.fonts.ready);
  if (present) {
    await page.keyboard.press('p');
    await settled.waitFor();
  }
  if (train) {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    // Enabled once the training rests and its loss is measured.
    await page.locator('button:enabled', { hasText: 'Download models' }).waitFor({ timeout: 180_000 });
  }
  await page.screenshot({ path: join(ROOT, 'docs', file) });
  await page.close();
  console.log(`docs/${file}`);
}

try {
  await ensureDependencies();
  await ensureBrowser();
  await tool('vite', ['build']);
  await mkdir(join(ROOT, 'docs'), { recursive: true });
  const { chromium } = await import('playwright');
  const { LAUNCH_OPTIONS } = await import('./launchOptions.mjs');
  const { serve } = await import('./serve.mjs');
  const { address, close } = await serve(4195);
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  for (const picture of PICTURES) await take(browser, address, picture);
  await browser.close();
  await close();
} catch (error) {
  exitBecause(error);
}
