import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogErrors, checkedCatalog } from '../vite-plugins/checkedCatalog.ts';
import { ROOT } from './paths.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'catalog-'));
  cpSync(join(ROOT, 'src', 'catalog'), join(root, 'src', 'catalog'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a text of a file of facts anew. */
function change(file: string, from: string, to: string): void {
  const path = join(root, 'src', 'catalog', file);
  const facts = readFileSync(path, 'utf8');
  expect(facts).toContain(from);
  writeFileSync(path, facts.replace(from, to));
}

/** Starts a build as Vite does, and returns what ends it. */
function build(): string | undefined {
  const { configResolved, buildStart } = checkedCatalog() as unknown as {
    configResolved(config: { root: string }): void;
    buildStart(this: { error(message: string): void }): void;
  };
  let ended: string | undefined;
  configResolved({ root });
  buildStart.call({
    error: (message) => {
      ended = message;
    },
  });
  return ended;
}

it('lets the facts as they are into a build', () => {
  expect(catalogErrors(join(ROOT, 'src', 'catalog'))).toEqual([]);
  expect(build()).toBeUndefined();
});

it.each([
  ['models/models.json', '"layers": 12', '"layers": "12"', 'Model “BERT-base”: field “layers”'],
  [
    'gpus/gpus.json',
    '"marketedMemoryGB": 16',
    '"marketedMemory": 16',
    'GPU “NVIDIA T4”: field “marketedMemory” is unknown.',
  ],
  ['steps/publishedSteps.json', '"place": "section 4.3",', '', 'Published time “Shazeer 2019, MHA”: field “place”'],
])('ends a build in which %s is wrong', (file, from, to, error) => {
  change(file, from, to);
  expect(build()).toContain(`${file}: ${error}`);
});
