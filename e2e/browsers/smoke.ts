import { kvHeadOf, MECHANISM_NAMES, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS } from '../../src/attention/types.ts';
import { PALETTES } from '../../src/charts/color/palette.ts';
import { FIRST_VIEW } from '../../src/state/facts/settings.ts';
import { configOf, FIRST_TOKENS } from '../support/expectedRun.ts';
import { type ExpectedPicture, readPixels, wrongCellsOf } from '../support/maps.ts';
import { KEYS } from './Driver.ts';
import type { Page } from './Page.ts';
import { expect, test } from './test.ts';

const TEXT = 'textarea';
const STATUS = '[role=group][aria-label=Engine]';
/** The first view, with the trained models that it loads. */
const OPENING: ExpectedPicture = { tokens: FIRST_TOKENS, config: configOf(FIRST_VIEW) };

test('opens with nineteen tokens, forty-eight maps and every weight as the reference has it', async ({ app }) => {
  await expect.poll(() => app.texts('[aria-label=Tokens] li')).toEqual(FIRST_TOKENS);
  for (const mechanism of MECHANISMS) {
    const shape = shapeOf(mechanism, OPENING.config);
    const names = await app.driver.evaluateAll(`${region(mechanism)} [data-query-head]`, (maps) =>
      maps.map(({ ariaLabel }) => ariaLabel),
    );
    expect(names).toEqual(
      Array.from({ length: shape.numHeads }, (_, head) => `query head ${head}, KV head ${kvHeadOf(head, shape)}`),
    );
  }
  await expectPicture(app, OPENING);
});

test('computes on WebGL where the browser has it, and says where', async ({ app, engine }, { annotations }) => {
  const hasWebgl = await app.driver.evaluateAll('html', () => {
    const gl = document.createElement('canvas').getContext('webgl2');
    return gl?.getExtension('EXT_color_buffer_float') != null;
  });
  const home = engine === 'webkit' && hasWebgl ? 'page' : 'worker';
  const [status = ''] = await app.texts(STATUS);
  annotations.push({ type: 'computed with', description: `${app.driver.name}: ${status}` });
  expect(status).toContain(`${hasWebgl ? 'webgl' : 'wasm'} in the ${home}`);
});

test("prints the document's shapes, and holds what it says of itself", async ({ app }) => {
  expect((await app.texts('.what-ran__text'))[0]).toContain('Attention weights shape: [1,16,19,19]');
  const verdicts = await app.driver.evaluateAll('.self-checks__item', (checks) =>
    checks.map(({ dataset }) => dataset['verdict'] ?? ''),
  );
  expect(verdicts.length).toBeGreaterThan(4);
  expect(new Set(verdicts)).toEqual(new Set(['passed']));
});

test('follows what is typed', async ({ app }) => {
  await app.press(TEXT, [KEYS.End, ...' again']);
  await expect.poll(() => app.texts('[aria-label=Tokens] li')).toEqual([...FIRST_TOKENS, 'again']);
  await app.settled();
  await expectPicture(app, { ...OPENING, tokens: [...FIRST_TOKENS, 'again'] });
});

test('moves KV heads from the keyboard, down to MQA', async ({ app }) => {
  const slider = await app.driver.evaluateAll('label', (labels) => {
    return labels.find(({ textContent }) => textContent === 'KV heads')?.getAttribute('for') ?? '';
  });
  await app.press(`[id="${slider}"]`, [KEYS.Home]);
  await expect.poll(async () => (await app.texts(`[id="${slider}-note"]`))[0]).toMatch(/^1 KV head: this is MQA;/);
  await app.settled();
  await expectPicture(app, { ...OPENING, config: configOf({ ...FIRST_VIEW, numKvHeads: 1 }) });
});

test('computes the same with WebAssembly', async ({ app }) => {
  await app.driver.evaluateAll('select:has([value=wasm])', ([select]) => {
    (select as HTMLSelectElement).value = 'wasm';
    select?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect.poll(async () => (await app.texts(STATUS))[0]).toContain('wasm in the worker');
  await app.settled();
  await expectPicture(app, OPENING);
});

test('goes dark, and light again', async ({ app }) => {
  for (const theme of ['dark', 'light'] as const) {
    await app.click(`[aria-label="Switch to ${theme} theme"]`);
    const paper = await app.driver.evaluateAll('html', ([html]) => html?.style.getPropertyValue('--paper') ?? '');
    expect(paper).toBe(PALETTES[theme].paper);
    await expectPicture(app, { ...OPENING, theme });
  }
});

test('presents, and comes back', async ({ app }) => {
  await app.press('main', ['p']);
  await expect.poll(() => app.texts('header.app__header')).toEqual([]);
  await app.settled();
  await expectPicture(app, OPENING);
  await app.press('main', [KEYS.Escape]);
  await expect.poll(() => app.texts('header.app__header h1')).not.toEqual([]);
  await app.settled();
  await expectPicture(app, OPENING);
});

const region = (mechanism: (typeof MECHANISMS)[number]) => `[aria-label="${MECHANISM_NAMES[mechanism]}"]`;

/** Waits until every pixel of every map shows the weight that the float64 reference gives it. */
async function expectPicture(app: Page, picture: ExpectedPicture): Promise<void> {
  for (const mechanism of MECHANISMS) {
    const wrong = async () =>
      wrongCellsOf(mechanism, await app.driver.evaluateAll(`${region(mechanism)} canvas`, readPixels), picture);
    await expect.poll(wrong, { message: `cells of ${mechanism} in a wrong colour` }).toEqual([]);
  }
}
