import type { Locator, Page } from 'playwright/test';
import type { RunConfig } from '../../src/attention/types.ts';
import { settled } from './app.ts';
import { expect } from './console.ts';
import { DEFAULT_CONFIG } from './expectedRun.ts';
import { expectMaps } from './maps.ts';

/** A link to small sizes, for tests of all but the computing. */
export const SMALL = '#d=16&heads=2&kv=1';
export const SMALL_CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 };

export function textBox(page: Page): Locator {
  return page.getByLabel('Text', { exact: true });
}

/** Types another text into a page of `SMALL` and fails unless all three columns and the self-checks follow. */
export async function expectToWork(page: Page): Promise<void> {
  await textBox(page).fill('it works');
  await settled(page);
  await expectMaps(page, { tokens: ['it', 'works'], config: SMALL_CONFIG });
  await expect(page.getByText('FAILS', { exact: true })).toHaveCount(0);
}
