import { expect, it } from 'vitest';
import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import { SHIPPED_MODELS } from '../../../catalog/shippedModels.ts';
import { FIRST_VIEW, type Settings } from '../../facts/settings.ts';
import { answer, answerAudit, setUp as connect } from '../../testing/controlledStore.ts';
import { flush } from '../../testing/testDoubles.ts';

const ready = { phase: 'ready', model: {} as TrainedModel } as const;

/** A page with a text of two words, which has a next word and no labels, once all about its first picture is there. */
async function settled(settings: Partial<Settings> = {}) {
  const page = connect({ ...FIRST_VIEW, text: 'to be', ...settings });
  await flush();
  const engine = await page.start(0).succeed();
  await answer(engine, 0);
  engine.nextWordsAsked[0]?.resolve({});
  await flush();
  expect(engine.runsAhead).toEqual([]);
  page.pause();
  await answerAudit(engine, 0);
  // The last that is asked of a picture.
  engine.acrossAsked[0]?.resolve({});
  await flush();
  return { ...page, engine };
}

it('works out the other numbers of KV heads once the first picture with trained weights rests, as far as models are here', async () => {
  const { engine, pause, store } = await settled();
  expect(engine.runsAhead).toEqual([]);
  pause();
  expect(engine.runsAhead.map(({ request }) => request.config.numKvHeads)).toEqual([1]);
  engine.runsAhead[0]?.reject(new Error('Ended.'));
  await flush();
  const shipped = Object.fromEntries(SHIPPED_MODELS.models.map(({ file }) => [file, ready]));
  store.setState(({ models }) => ({ models: { ...models, shipped } }));
  pause();
  expect(engine.runsAhead).toHaveLength(2);
});

it('waits for a newer picture where one is asked for, and looks ahead of none twice', async () => {
  const { engine, pause, update, store } = await settled();
  update({ text: 'to be or' });
  pause();
  expect(engine.runsAhead).toEqual([]);
  await answer(engine, 1);
  engine.nextWordsAsked[1]?.resolve({});
  await flush();
  pause();
  await answerAudit(engine, 1);
  engine.acrossAsked[1]?.resolve({});
  await flush();
  store.setState({ notices: [] });
  pause();
  pause();
  expect(engine.runsAhead.map(({ request }) => request.tokens)).toEqual([['to', 'be', 'or']]);
});

it('leaves random weights to the first move', async () => {
  const { engine, pause } = await settled({ weights: 'random' });
  pause();
  expect(engine.runsAhead).toEqual([]);
});
