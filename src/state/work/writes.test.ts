import { expect, it } from 'vitest';
import { FIRST_VIEW, type Settings } from '../facts/settings.ts';
import { selectIsSettled } from '../shown/isSettled.ts';
import { answer, answerAudit, setUp } from '../testing/controlledStore.ts';
import { flush } from '../testing/testDoubles.ts';

const TEXT = 'to be or not to be that is to be or not to';

/** A page whose first picture is settled, a letter typed, and how often the store was written until all is there again. */
async function typeALetter(settings: Partial<Settings>) {
  const page = setUp({ ...settings, text: TEXT });
  await flush();
  const engine = await page.start(0).succeed();
  const settle = async (run: number) => {
    await answer(engine, run);
    engine.nextWordsAsked[run]?.resolve({});
    page.pause();
    await answerAudit(engine, run);
    engine.labelsAsked[run]?.resolve({});
    await flush();
    engine.acrossAsked[run]?.resolve({});
    await flush();
    if (!selectIsSettled(page.state())) throw new Error('Something else is pending.');
  };
  await settle(0);
  let writes = 0;
  page.store.subscribe(() => writes++);
  page.update({ text: `${TEXT}o` });
  const [inEvent, runs] = [writes, engine.runs.length];
  await settle(1);
  return { inEvent, runs, untilSettled: writes };
}

it.each([
  ['random', {}, 4],
  ['trained', FIRST_VIEW, 7],
] as const)(
  'a letter writes the store twice in its event, and few times after it, with %s weights',
  async (_, settings, untilSettled) => {
    // The text; then all that follows from it, the run that is asked for at once among it.
    expect(await typeALetter(settings)).toEqual({ inEvent: 2, runs: 2, untilSettled });
  },
);
