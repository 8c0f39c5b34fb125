import { expect, test } from 'vitest';
import { whenCompiled } from './whenCompiled.ts';

const PARALLEL = { COMPLETION_STATUS_KHR: 0x91b1 };

/** A context whose programs are done after so many questions each. */
function contextWith(questions: readonly number[], isContextLost = () => false) {
  const programs = questions.map((left) => ({ left }));
  let asked = 0;
  const gl = {
    getProgramParameter(program: WebGLProgram, name: number) {
      expect(name).toBe(PARALLEL.COMPLETION_STATUS_KHR);
      asked++;
      return (program as { left: number }).left-- <= 0;
    },
    isContextLost,
  };
  return { gl, programs, asked: () => asked };
}

test('asks until every program is done, and lets other work through meanwhile', async () => {
  const { gl, programs } = contextWith([2, 0, 1]);
  let isOtherWorkDone = false;
  setTimeout(() => {
    isOtherWorkDone = true;
  });
  await whenCompiled(gl, PARALLEL, programs);
  expect(programs.every(({ left }) => left <= 0)).toBe(true);
  expect(isOtherWorkDone).toBe(true);
});

test('asks nothing where the driver cannot tell, for that would wait', async () => {
  const { gl, programs, asked } = contextWith([5]);
  await whenCompiled(gl, null, programs);
  expect(asked()).toBe(0);
});

test('waits no more once the context is lost', async () => {
  const context = contextWith([10], () => context.asked() === 2);
  await whenCompiled(context.gl, PARALLEL, context.programs);
  expect(context.asked()).toBe(2);
});
