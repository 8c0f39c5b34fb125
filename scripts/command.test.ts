import { afterEach, expect, test } from 'vitest';
import { becauseOf, run, tool } from './command.mjs';

const NAME = 'ADDED_BY_A_SCRIPT';

afterEach(() => {
  delete process.env[NAME];
});

test('a program is given what a script has added to the environment', async () => {
  const checks = ['-e', `process.exit(process.env.${NAME} === 'yes' ? 0 : 3)`];
  await expect(run(process.execPath, checks)).rejects.toMatchObject({ exitCode: 3 });
  process.env[NAME] = 'yes';
  await expect(run(process.execPath, checks)).resolves.toBeUndefined();
});

test('a missing package is named in a sentence with what to do', async () => {
  await expect(tool('no-such-package', [])).rejects.toThrow(
    'The package no-such-package is missing or damaged: run “npm ci” and try again.',
  );
});

test('a sentence that explains a failure keeps its exit code', async () => {
  const failure = await run(process.execPath, ['-e', 'process.exit(7)']).catch((error: unknown) => error);
  expect(becauseOf(failure, 'No network.')).toMatchObject({ message: 'No network.', exitCode: 7 });
  expect(becauseOf(new Error('x'), 'No network.')).toMatchObject({ exitCode: 1 });
});
