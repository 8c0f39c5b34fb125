import type { Page } from 'playwright/test';
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
/** Fewer where everything is against the page: each takes longer, and memory is not asked for. */
const ROUGH_ACTIONS = Math.round(ACTIONS / 4);
/** As in a train: what is loaded on first use is on its way for seconds. */
const SLOW_BYTES_PER_SECOND = 400_000;
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

const roughTest = test.extend({
  baseURL: async ({ baseURL }, use) => {
    const { address, close } = await slowNetwork(baseURL ?? '', SLOW_BYTES_PER_SECOND);
    await use(address);
    await close();
  },
});

roughTest(
  `survives ${ROUGH_ACTIONS} random actions while it is translated, over a slow network, in a browser without canvases off screen`,
  async ({ page, context, baseURL }) => {
    roughTest.setTimeout(LONG_MS + 20_000 * ROUGH_ACTIONS);
    page.setDefaultTimeout(60_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const age = () => void Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
    await context.addInitScript(age);
    await prependToWorker(context, age);
    await translated(page);
    const soak = new Soak(page, complaintsOf(context, new URL(baseURL ?? '').origin));
    try {
      await page.goto('/');
      await settled(page, LONG_MS);
      expect(await isTranslated(page)).toBe(true);
      await soak.doAny(ROUGH_ACTIONS, seededRandom(SEED), false);
      await expectTruePicture(page);
      expect(await isTranslated(page)).toBe(true);
    } catch (error) {
      tellOf(soak);
      throw error;
    }
  },
);

function isTranslated(page: Page): Promise<boolean> {
  return page
    .getByRole('heading', { name: 'HeadRoom', level: 1 })
    .evaluate(({ innerHTML }) => /^<font>/.test(innerHTML));
}

function tellOf(soak: Soak): void {
  console.log(`Seed ${SEED}. The last actions:\n${soak.lastActions}`);
}
