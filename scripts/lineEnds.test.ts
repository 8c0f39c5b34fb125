import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { succeeds } from './command.mjs';
import { ROOT } from './paths.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-ends-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.skipIf(!succeeds('git', ['--version']))(
  'are the same in a clone on Windows, and no picture or model is changed',
  () => {
    const git = (...args: string[]) => {
      const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    };
    const files = new Map([
      ...['a.ts', 'b.json', 'c.py', 'd.css', 'e.html', 'f.md', 'g.yml', 'run'].map(
        (name) => [name, 'one\ntwo\n'] as const,
      ),
      ...['h.png', 'i.safetensors'].map((name) => [name, 'one\r\ntwo\n'] as const),
    ]);
    git('init', '-q');
    // As Git for Windows is set up.
    git('config', 'core.autocrlf', 'true');
    git('config', 'core.eol', 'crlf');
    copyFileSync(join(ROOT, '.gitattributes'), join(folder, '.gitattributes'));
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    git('add', '.');
    for (const name of files.keys()) rmSync(join(folder, name));
    git('checkout', '.');
    for (const [name, content] of files) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(content);
  },
);
