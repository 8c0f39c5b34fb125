import { slowNetwork } from '../bench/slowNetwork.mjs';
import { pageMemory, restingMemory, watchEngine } from './soak/memory.ts';
import { expectTruePicture } from './soak/picture.ts';
import { seededRandom } from './soak/random.ts';
import { Soak } from './soak/Soak.ts';
import { openLink, settled } from './support/app.ts';
import { complaintsOf } from './support/complaints.ts';
import { expect, test } from './support/console.ts';
import { prependToWorker } from './support/faults.ts';
import { LONG_MS } from './support/limits.ts';
import { translated } from './support/translator.ts';

/** SOAK_SEED repeats a run; SOAK_ACTIONS makes it longer; `npm run soak` does 1,000. */
const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const ACTIONS = Number(process.env['SOAK_ACTIONS'] ?? 160);
/** All defaults, written so that it differs from any link that the page writes itself. */
const START = '#seed=7';

test(`survives ${ACTIONS} random actions of seed ${SEED}: the picture is right, and memory is as before`, async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(LONG_MS + 10_000 * ACTIONS);
  page.setDefaultTimeout(60_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await watchEngine(page);
  const soak = new Soak(page, complaintsOf(context, new URL(baseURL ?? '').origin));
  const random = seededRandom(SEED);
  const session = await context.newCDPSession(page);
  const memoryAtStart = async () => {
    // By way of another run: what took a cell of this very picture apart would else stay until the next one.
    for (const link of ['#text=a', START]) {
      await openLink(page, link);
      await settled(page);
    }
    // Over a map it would light a cell in each, which takes some hundred nodes.
    await page.mouse.move(0, 0);
    return { engine: await restingMemory(page), page: await pageMemory(session) };
  };

  try {
    await page.goto('/');
    await settled(page);
    // What is loaded and compiled on first use stays: each thing once, before memory is measured.
    for (const link of ['#tok=o200k', '#kv=16', '#kv=8', '#kv=2', '#kv=1']) {
      await openLink(page, link);
      await settled(page);
    }
    await soak.doEach(random);
    const before = await memoryAtStart();
    for (const keepsEngine of [false, true]) {
      await soak.doAny(ACTIONS / 2, random, keepsEngine);
      await expectTruePicture(page);
      const after = await memoryAtStart();
      expect(after.engine).toEqual(before.engine);
      for (const [what, size] of Object.entries(before.page)) {
        expect(after.page[what as keyof typeof after.page] / size, what).toBeLessThan(1.1);
      }
    }
    console.log(`The slowest picture took ${soak.slowestSettleMs} ms after the last action.`);
  } catch (error) {
    tellOf(soak);
    throw error;
  }
});

/** Beside the page: too thin for a video, enough for a page that is used. */
const BYTES_PER_SECOND = 200_000;

test(`survives ${ACTIONS / 4} random actions translated, over a thin line and without OffscreenCanvas`, async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(LONG_MS + 10_000 * ACTIONS);
  const network = await slowNetwork(baseURL ?? '', BYTES_PER_SECOND);
  const context = await browser.newContext({ baseURL: network.address, viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const soak = new Soak(page, complaintsOf(context, new URL(network.address).origin));
  await translated(page);
  const withoutOffscreenCanvas = () => void Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
  await page.addInitScript(withoutOffscreenCanvas);
  await prependToWorker(context, withoutOffscreenCanvas);
  try {
    await page.goto(`/${START}`);
    await settled(page, LONG_MS);
    await expect(page.getByRole('group', { name: 'Engine' })).toContainText('in the page');
    await soak.doAny(ACTIONS / 4, seededRandom(SEED), false);
    await expectTruePicture(page);
  } catch (error) {
    tellOf(soak);
    throw error;
  } finally {
    await context.close();
    network.close();
  }
});

function tellOf(soak: Soak): void {
  console.log(`Seed ${SEED}. The last actions:\n${soak.lastActions}`);
}
