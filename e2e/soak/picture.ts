import type { Page } from 'playwright/test';
import { runInput } from '../../src/attention/runInput.ts';
import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import type { Theme } from '../../src/charts/color/palette.ts';
import { decodeSafetensors } from '../../src/safetensors/decode.ts';
import type { Settings } from '../../src/state/facts/settings.ts';
import { hashToSettings, settingsToHash } from '../../src/state/link/link.ts';
import { runDifferences } from '../../src/takeaway/runDifferences.ts';
import { openLink, settled } from '../support/app.ts';
import { expect } from '../support/console.ts';
import { configOf } from '../support/expectedRun.ts';
import { savedFile } from '../support/files.ts';
import { expectMaps } from '../support/maps.ts';

/** Few enough tokens for every pixel to be compared at any size. */
const TEXT = 'It is none the worse for all that';

/**
 * Fails unless the page, with the settings that it was left with and another text, shows what the float64 reference
 * computes: in the file of the run to 1e-5, and in every cell of every map by its colour.
 */
export async function expectTruePicture(page: Page): Promise<void> {
  const { settings: left } = hashToSettings(new URL(page.url()).hash);
  const settings: Settings = {
    ...left,
    text: TEXT,
    lockedCell: null,
    present: false,
    inspect: null,
    screen: 'explore',
  };
  const config = configOf(settings);
  await openLink(page, settingsToHash(settings));
  await settled(page);

  const { bytes } = await savedFile(page, () => page.getByRole('button', { name: 'Download run' }).click());
  const file = decodeSafetensors(bytes);
  for (const [name, difference] of Object.entries(runDifferences(file))) expect(difference, name).toBeLessThan(1e-5);
  const tokens: readonly string[] = JSON.parse(file.metadata['token_keys'] ?? '[]');
  expect(maxAbsDifference(file.tensors['x']?.data ?? new Float32Array(), runInput(tokens, config))).toBeLessThan(1e-6);

  const theme = await page.locator('html').getAttribute('data-theme');
  await expectMaps(page, { tokens, config, scale: settings.colorScale, theme: theme as Theme });
}
