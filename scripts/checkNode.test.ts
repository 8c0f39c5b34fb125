import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const SOURCE = readFileSync(new URL('checkNode.cjs', import.meta.url), 'utf8');

/** What the check does in another Node: what it says, and the exit code if it ends the program. */
function checkIn(version: string) {
  const said: string[] = [];
  let exitCode: number | undefined;
  runInNewContext(SOURCE, {
    module: {},
    process: {
      versions: { node: version },
      exit: (code: number) => {
        exitCode = code;
      },
    },
    require: (path: string) => (path === '../package.json' ? packageJson : undefined),
    console: { error: (text: string) => said.push(text) },
  });
  return { said, exitCode };
}

it.each(['20.19.0', '20.20.3', '22.12.0', '22.20.1', '23.0.0', '24.1.0', '100.0.0'])(
  'lets Node %s through',
  (version) => {
    expect(checkIn(version)).toEqual({ said: [], exitCode: undefined });
  },
);

it.each(['0.12.18', '6.17.1', '18.20.4', '20.0.0', '20.18.3', '21.7.3', '22.0.0', '22.11.0'])(
  'tells Node %s at once which one is needed',
  (version) => {
    expect(checkIn(version)).toEqual({
      said: [
        `HeadRoom needs Node 20.19 or a later 20, or 22.12 or newer; this is Node ${version}. Get one from https://nodejs.org and try again.`,
      ],
      exitCode: 1,
    });
  },
);

it('comes before everything that an old Node can’t read, in every npm command with a script of its own', () => {
  const commands = Object.values(packageJson.scripts).filter((command) => command.includes('scripts/'));
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) expect(command).toMatch(/^node -r \.\/scripts\/checkNode\.cjs scripts\/\w+\.mjs/);
  // What came after Node 6: `import`, `await`, `?.`, `??`, spread of objects, `catch` without a name, `node:`.
  expect(SOURCE.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')).not.toMatch(
    /\bimport\b|\bawait\b|\?\.|\?\?|\{ *\.\.\.|catch *\{|'node:/,
  );
});
