import { expect, it } from 'vitest';
import { type Deferred, deferred, flush } from '../testing/testDoubles.ts';
import { type End, latestOnly } from './latestOnly.ts';

/** A line of work on letters, with what was started and what was reported. */
function lineOfLetters(options: { givesWay?: (letter: string) => boolean } = {}) {
  const started: (Deferred<string> & { letter: string })[] = [];
  const ends: End<string, string>[] = [];
  const line = latestOnly<string, string>({
    work(letter) {
      const end = { letter, ...deferred<string>() };
      started.push(end);
      return end.promise;
    },
    report: (end) => ends.push(end),
    isSame: Object.is,
    ...options,
  });
  /** Ends the oldest piece of work that is `letter`'s, and lets the line notice. */
  const finish = async (letter: string) => {
    started.findLast((work) => work.letter === letter)?.resolve(letter.toUpperCase());
    await flush();
  };
  return { line, started, ends, finish, letters: () => started.map((work) => work.letter).join('') };
}

it('keeps only the newest request while one runs', async () => {
  const { line, ends, finish, letters } = lineOfLetters();
  for (const letter of 'abcde') line.ask(letter);
  expect(letters()).toBe('a');
  await finish('a');
  expect(letters()).toBe('ae');
  await finish('e');
  expect(letters()).toBe('ae');
  expect(ends).toEqual([
    { request: 'a', isNewest: false, result: 'A' },
    { request: 'e', isNewest: true, result: 'E' },
  ]);
});

it('starts newer work at once where the older gives way, and hears no more of that', async () => {
  const { line, ends, finish, letters } = lineOfLetters({ givesWay: (letter) => letter === 'l' });
  for (const letter of 'lab') line.ask(letter);
  expect(letters()).toBe('la');
  await finish('l');
  expect(letters()).toBe('la');
  await finish('a');
  await finish('b');
  expect(letters()).toBe('lab');
  expect(ends.map(({ request }) => request)).toEqual(['a', 'b']);
});

it('does not work twice on what is in flight, and forgets what waited behind it', async () => {
  const { line, finish, letters } = lineOfLetters();
  for (const letter of 'aba') line.ask(letter);
  await finish('a');
  expect(letters()).toBe('a');
});

it('reports an error and goes on with what waits', async () => {
  const { line, started, ends, finish } = lineOfLetters();
  line.ask('a');
  line.ask('b');
  started[0]?.reject('broken');
  await flush();
  await finish('b');
  expect(ends).toEqual([
    { request: 'a', isNewest: false, error: 'broken' },
    { request: 'b', isNewest: true, result: 'B' },
  ]);
});

it('takes an exception for a failed promise', async () => {
  const ends: unknown[] = [];
  const line = latestOnly<string, string>({
    work: () => {
      throw new Error('at once');
    },
    report: (end) => ends.push(end),
    isSame: Object.is,
  });
  line.ask('a');
  await flush();
  expect(ends).toEqual([{ request: 'a', isNewest: true, error: new Error('at once') }]);
});

it('keeps quiet about what was dropped, and works on what is asked afterwards', async () => {
  const { line, ends, finish, letters } = lineOfLetters();
  line.ask('a');
  line.ask('b');
  line.drop();
  line.ask('a');
  await finish('a');
  await finish('a');
  expect(letters()).toBe('aa');
  expect(ends).toEqual([{ request: 'a', isNewest: true, result: 'A' }]);
});

it('takes what is asked for in a report for new work', async () => {
  const started: string[] = [];
  const line = latestOnly<string, string>({
    async work(letter) {
      started.push(letter);
      return letter;
    },
    report: ({ request }) => {
      if (started.length < 3) line.ask(request);
    },
    isSame: Object.is,
  });
  line.ask('a');
  await flush();
  expect(started).toEqual(['a', 'a', 'a']);
});
