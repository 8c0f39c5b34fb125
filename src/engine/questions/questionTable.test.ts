import { expect, expectTypeOf, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import type { Engine } from '../Engine.ts';
import { type Asked, makeQuestions, QUESTIONS, type QuestionTable } from './questionTable.ts';

/** An engine that can be asked one thing more. */
interface LargerEngine extends Engine {
  positions(request: RunRequest, step: number): Promise<Float32Array>;
}

test('every question of the table becomes one method, made by its own row', async () => {
  const questions = makeQuestions<Asked>((name, row) => () => Promise.reject([name, row]));
  for (const [name, row] of Object.entries(QUESTIONS))
    await expect(Reflect.apply(Reflect.get(questions, name), undefined, [])).rejects.toEqual([name, row]);
  expect(Object.keys(questions)).toEqual(Object.keys(QUESTIONS));
});

test('a method without a row does not compile, nor does a row without a method, nor one that its method belies', () => {
  const positions = { about: 'run', arrays: 'moved' } as const;
  const larger = { ...QUESTIONS, positions };
  larger satisfies QuestionTable<LargerEngine>;
  expectTypeOf(QUESTIONS).not.toExtend<QuestionTable<LargerEngine>>();
  // @ts-expect-error: the engine has no such method.
  ({ ...QUESTIONS, positions: { about: 'run', arrays: 'moved' } }) satisfies QuestionTable;
  expectTypeOf({ ...larger, positions: { ...positions, about: 'engine' } as const }).not.toExtend<
    QuestionTable<LargerEngine>
  >();
  expectTypeOf<QuestionTable['distanceFromMha']['arrays']>().toEqualTypeOf<'cloned'>();
});
