import { hashToSettings } from '../src/state/link/link.ts';
import { chips, column, open, openModel, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { expectMaps } from './support/maps.ts';

/** How many times slower than this machine. */
const SLOWED = 6;

/** Slowed is the page's own thread: the worker, which computes, is as fast as ever. */
test('answers to typing, dragging and Inspect on a machine six times slower', async ({ page, context }) => {
  await open(page, '#text=a+b+a&d=16&heads=4&kv=2');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });

  const text = page.getByLabel('Text', { exact: true });
  await text.press('End');
  await text.pressSequentially(' rose is a rose');
  await settled(page);
  await expect(chips(page)).toHaveCount(7);

  await openModel(page);
  const slider = page.getByLabel('KV heads');
  const box = await slider.boundingBox();
  if (!box) throw new Error('There is no slider.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 1, box.y + box.height / 2, { steps: 8 });
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await settled(page);
  // The link of a burst of changes follows within a moment.
  const linked = () => hashToSettings(new URL(page.url()).hash).settings;
  await expect.poll(() => linked().numKvHeads).toBe(4);
  await expectMaps(page, { tokens: ['a', 'b', 'a', 'rose', 'is', 'a', 'rose'], config: linked() });

  await column(page, 'gqa').getByLabel('query head 1, KV head 1', { exact: true }).click();
  const inspect = page.getByRole('region', { name: 'Inspect', exact: true });
  await expect(inspect).toContainText(/GQA, query head 1, KV head 1.*Computed by this page/s);
  await settled(page);
  expect(await violations(page)).toEqual([]);
});
