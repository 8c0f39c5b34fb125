import { afterEach, expect, test } from 'vitest';
import { run } from './command.mjs';

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
