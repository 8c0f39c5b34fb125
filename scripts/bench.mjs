// npm run bench: measures speed and weight, prints a table and writes bench/results.json. With --readme it puts the table
// into the README, too. Fails where a bar is missed.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './paths.mjs';

try {
  await ensureDependencies();
  await ensureBrowser();
  await tool('vite', ['build']);
  await tool('vite', ['build', '--config', 'bench/vite.config.ts']);
  const { measure } = await import('../bench/measure.mjs');
  const { intoReadme, markdown } = await import('../bench/report.mjs');
  const { rows, browser, renderer } = await measure();

  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`;
  const surroundings = { date: new Date().toISOString(), machine, node: process.version, browser, renderer };
  const table = markdown(rows, surroundings);
  console.log(`\n${table}`);
  await writeFile(join(ROOT, 'bench/results.json'), `${JSON.stringify({ ...surroundings, rows }, null, 2)}\n`);
  if (process.argv.includes('--readme')) {
    const path = join(ROOT, 'README.md');
    await writeFile(path, intoReadme(await readFile(path, 'utf8'), table));
  }
  const missed = rows.filter(({ pass }) => !pass);
  if (missed.length > 0) throw new Error(`${missed.length} of ${rows.length} bars missed.`);
} catch (error) {
  exitBecause(error);
}
