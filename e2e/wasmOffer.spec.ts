import { open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { withSlowWebgl } from './support/faults.ts';

/** Chromium's WebGL is software here, unless the machine has a GPU: then there is nothing to offer. */
test('offers WebAssembly where WebGL in software is slower, moves nothing, and remembers the answer', async ({
  context,
  page,
}) => {
  // How much slower it is depends on the machine, and on what else that does: here it is in any case.
  await withSlowWebgl(context);
  await open(page);
  const engine = page.getByRole('group', { name: 'Engine' });
  test.skip(!/swiftshader|llvmpipe/i.test(await engine.innerText()), 'a GPU draws here');
  await expect(engine).toContainText('webgl in the worker');
  const top = () =>
    page
      .locator('section[data-mechanism]')
      .first()
      .evaluate((column) => column.getBoundingClientRect());
  const before = await top();
  const offer = page.getByText(
    /^WebGL is computed in software here\. WebAssembly takes [\d.]+ ms for a run of 10 tokens, WebGL \d/,
  );
  await expect(offer).toBeVisible();
  expect(await top()).toEqual(before);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Use WebAssembly' }).click();
  await expect(engine).toContainText('wasm in the worker');
  await expect(offer).toHaveCount(0);
  await settled(page);
  await expect(page.getByLabel('Backend')).toHaveValue('auto');
  await page.reload();
  await settled(page);
  await expect(engine).toContainText('wasm in the worker');
});
