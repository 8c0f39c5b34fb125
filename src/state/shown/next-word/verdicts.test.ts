import { expect, it } from 'vitest';
import { FIRST_VIEW } from '../../facts/settings.ts';
import { answer, setUp } from '../../testing/controlledStore.ts';
import { flush } from '../../testing/testDoubles.ts';
import { selectVerdicts } from './verdicts.ts';

const TEXT = 'to be or not to be that is to be or not to';

/** A page with trained models, whose first picture is there and whose models have guessed. */
async function judged(text: string, guesses: Readonly<Record<string, string>>) {
  const page = setUp({ ...FIRST_VIEW, text });
  await flush();
  const engine = await page.start(0).succeed();
  await answer(engine, 0);
  const candidates = Object.entries(guesses).map(([mechanism, key]) => [
    mechanism,
    { candidates: [key, 'or'].map((each) => ({ key: each, probability: 0.5 })) },
  ]);
  engine.nextWordsAsked[0]?.resolve(Object.fromEntries(candidates));
  await flush();
  return page;
}

it('calls a model right that goes on as the text did, and one wrong that does not', async () => {
  const { state } = await judged(TEXT, { mha: 'be', mqa: 'that' });
  expect(selectVerdicts(state())).toEqual({
    textSays: ['be'],
    of: { mha: { label: 'be', isRight: true }, mqa: { label: 'that', isRight: false } },
  });
});

it('takes each of several tokens that followed for right', async () => {
  const { state } = await judged('to be to go or to', { mha: 'go', gqa: 'be', mqa: 'to' });
  const verdicts = selectVerdicts(state());
  expect(verdicts?.textSays).toEqual(['be', 'go']);
  expect([verdicts?.of.mha, verdicts?.of.gqa, verdicts?.of.mqa].map((each) => each?.isRight)).toEqual([
    true,
    true,
    false,
  ]);
});

it('knows what the text says before a guess has come, and keeps no guess of another text', async () => {
  const { state, update } = await judged(TEXT, { mha: 'be' });
  update({ text: `${TEXT} be` });
  expect(selectVerdicts(state())).toEqual({ textSays: ['or', 'that'], of: {} });
});

it('judges nothing where the text does not say what is right, where weights are random, or without a text', async () => {
  const { state, update } = await judged(TEXT, { mha: 'be' });
  for (const patch of [{ text: 'to be or' }, { text: '' }, { text: `${'to be '.repeat(80)}to` }]) {
    update(patch);
    expect(selectVerdicts(state())).toBeNull();
  }
  update({ text: TEXT, weights: 'random' });
  expect(selectVerdicts(state())).toBeNull();
});
