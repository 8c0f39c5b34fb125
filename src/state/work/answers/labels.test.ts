import { expect, it } from 'vitest';
import type { HeadLabel } from '../../../attention/labels/headLabels.ts';
import { FIRST_VIEW, type Settings } from '../../facts/settings.ts';
import { selectIsSettled } from '../../shown/isSettled.ts';
import { selectHeadNotes } from '../../shown/labels/headNotes.ts';
import { selectNextWords } from '../../shown/next-word/nextWords.ts';
import { answer, answerAudit, setUp as connect } from '../../testing/controlledStore.ts';
import type { FakeEngine } from '../../testing/fakeEngine.ts';
import { flush } from '../../testing/testDoubles.ts';

const TEXT = 'to be or not to be that is to be or not to';
const NONE: HeadLabel = { kind: 'none' };

/** A page with trained models, whose first picture is there. */
async function setUp(settings: Partial<Settings> = {}) {
  const page = connect({ ...FIRST_VIEW, text: TEXT, ...settings });
  await flush();
  const engine = await page.start(0).succeed();
  await answer(engine, 0);
  return { ...page, engine };
}

async function answerNextWord(engine: FakeEngine, index: number): Promise<void> {
  engine.nextWordsAsked[index]?.resolve({ mha: { candidates: [{ key: 'be', probability: 1 }] } });
  await flush();
}

/** The self-checks come first: labels wait for them. */
async function afterAudit({ pause, engine }: Awaited<ReturnType<typeof setUp>>, index = 0): Promise<void> {
  pause();
  await answerAudit(engine, index);
}

it('labels the heads of the picture on screen, after its self-checks', async () => {
  const page = await setUp();
  const { engine, store, state } = page;
  expect(engine.labelsAsked).toHaveLength(0);
  expect(engine.nextWordsAsked).toHaveLength(1);
  await answerNextWord(engine, 0);
  await afterAudit(page);
  expect(engine.labelsAsked).toHaveLength(1);
  expect(selectIsSettled(state())).toBe(false);
  expect(selectHeadNotes(state())).toEqual({});
  engine.labelsAsked[0]?.resolve({ mha: [NONE] });
  await flush();
  expect(selectHeadNotes(state())?.mha?.[0]?.short).toBe('');
  expect(selectIsSettled(state())).toBe(false);
  engine.acrossAsked[0]?.resolve({});
  await flush();
  expect(selectIsSettled(state())).toBe(true);
  store.setState({ hover: { mechanism: 'gqa', queryHead: 0, queryPosition: 0, keyPosition: 0 } });
  expect(engine.labelsAsked).toHaveLength(1);
});

it('keeps the place of labels while the first picture is on its way, and has none for random weights', async () => {
  const { state, update } = connect({ ...FIRST_VIEW, text: TEXT });
  expect(selectHeadNotes(state())).toEqual({});
  update({ weights: 'random' });
  expect(selectHeadNotes(state())).toBeNull();
});

it('shows no label and no guess of a text that is gone', async () => {
  const page = await setUp();
  const { engine, state, update } = page;
  await answerNextWord(engine, 0);
  await afterAudit(page);
  engine.labelsAsked[0]?.resolve({ mha: [NONE] });
  await flush();
  expect(selectNextWords(state())).toMatchObject({ last: 'to', hasGrounds: true, textHasGrounds: true });
  update({ text: `${TEXT} question` });
  expect(selectHeadNotes(state())).toEqual({});
  expect(selectNextWords(state())).toBeNull();
  await answer(engine, 1);
  expect(selectHeadNotes(state())).toEqual({});
  await answerNextWord(engine, 1);
  expect(selectNextWords(state())).toMatchObject({ last: 'question', hasGrounds: false, textHasGrounds: true });
});

it('keeps MHA’s and MQA’s labels and guesses, the very same ones, while KV heads move', async () => {
  const page = await setUp();
  const { engine, state, update } = page;
  const guess = { candidates: [{ key: 'be', probability: 1 }] };
  engine.nextWordsAsked[0]?.resolve({ mha: guess, gqa: guess, mqa: guess });
  await flush();
  await afterAudit(page);
  engine.labelsAsked[0]?.resolve({ mha: [NONE], gqa: [NONE], mqa: [NONE] });
  await flush();
  const before = selectHeadNotes(state());
  expect(Object.keys(before ?? {})).toEqual(['mha', 'gqa', 'mqa']);
  update({ numKvHeads: 2 });
  await flush();
  for (let step = 0; step < 2; step++) {
    const now = selectHeadNotes(state());
    expect(Object.keys(now ?? {})).toEqual(['mha', 'mqa']);
    expect(now?.mha).toBe(before?.mha);
    expect(now?.mqa).toBe(before?.mqa);
    expect(Object.keys(selectNextWords(state())?.guesses ?? {})).toEqual(['mha', 'mqa']);
    await answer(engine, 1);
    expect(engine.runs).toHaveLength(2);
    expect(state().run.phase).toBe('idle');
  }
});

it('asks again for labels that other work ended, and lets a failure stand until Retry', async () => {
  const page = await setUp();
  const { engine, state } = page;
  await answerNextWord(engine, 0);
  await afterAudit(page);
  const superseded = new Error('Superseded.');
  superseded.name = 'AbortError';
  engine.labelsAsked[0]?.reject(superseded);
  await flush();
  expect(engine.labelsAsked).toHaveLength(2);
  engine.labelsAsked[1]?.reject(new Error('The GPU is tired.'));
  await flush();
  expect(state().labels).toMatchObject({ phase: 'failed', error: 'The GPU is tired.' });
  expect(engine.labelsAsked).toHaveLength(2);
  engine.acrossAsked[0]?.resolve({});
  await flush();
  expect(selectIsSettled(state())).toBe(true);
  state().actions.retry();
  await flush();
  expect(engine.labelsAsked).toHaveLength(3);
  expect(state().labels).toEqual({ phase: 'awaited', known: null });
});

it.each([
  { tokens: 1, asked: { labels: 0, nextWords: 1, likeness: 0 } },
  { tokens: 2, asked: { labels: 0, nextWords: 1, likeness: 1 } },
  { tokens: 7, asked: { labels: 0, nextWords: 1, likeness: 1 } },
  { tokens: 8, asked: { labels: 1, nextWords: 1, likeness: 1 } },
  { tokens: 65, asked: { labels: 1, nextWords: 1, likeness: 1 } },
  { tokens: 128, asked: { labels: 1, nextWords: 1, likeness: 1 } },
  { tokens: 129, asked: { labels: 0, nextWords: 0, likeness: 0 } },
])('of $tokens tokens it asks this often: $asked', async ({ tokens, asked }) => {
  const page = await setUp({ text: 'word '.repeat(tokens) });
  await answerNextWord(page.engine, 0);
  await afterAudit(page);
  const { labelsAsked, nextWordsAsked, acrossAsked } = page.engine;
  labelsAsked[0]?.resolve({});
  await flush();
  const [labels, nextWords, likeness] = [labelsAsked, nextWordsAsked, acrossAsked].map(({ length }) => length);
  expect({ labels, nextWords, likeness }).toEqual(asked);
  expect(selectIsSettled(page.state())).toBe(likeness === 0);
});

it('asks for no likeness of the heads of a mechanism that is alone on screen', async () => {
  const page = connect({ ...FIRST_VIEW, text: TEXT });
  page.state().actions.setVisibleMechanisms(['gqa']);
  await flush();
  const engine = await page.start(0).succeed();
  await answer(engine, 0);
  await answerNextWord(engine, 0);
  await afterAudit({ ...page, engine });
  engine.labelsAsked[0]?.resolve({});
  await flush();
  expect(engine.acrossAsked).toEqual([]);
});

it('asks for no labels, no next word and no likeness of random weights', async () => {
  const random = await setUp({ weights: 'random' });
  await afterAudit(random);
  const { labelsAsked, nextWordsAsked, acrossAsked } = random.engine;
  expect([labelsAsked, nextWordsAsked, acrossAsked]).toEqual([[], [], []]);
  expect(selectHeadNotes(random.state())).toBeNull();
});
