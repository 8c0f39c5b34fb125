import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './paths.mjs';

/** Imports that the walls forbid, and their neighbours that they allow: [importing file, import]. */
const FORBIDDEN = [
  ['src/attention/a.ts', 'react'],
  ['src/attention/b.ts', 'd3'],
  ['src/attention/c.ts', '@tensorflow/tfjs-core'],
  ['src/attention/d.ts', '../engine/Engine.ts'],
  ['src/attention/e.ts', 'vitest'],
  ['src/attention/tokenizers/a.ts', '../../state/settings.ts'],
  ['src/attention/tokenizers/b.ts', 'zustand'],
  ['src/attention/a.test.ts', '../charts/palette.ts'],
  ['src/catalog/a.ts', '../engine/Engine.ts'],
  ['src/engine/a.ts', '../state/store.ts'],
  ['src/engine/b.ts', 'react'],
  ['src/engine/c.ts', '../../main.tsx'],
  ['src/engine/deep/d.ts', '../../charts/heat/paintMap.ts'],
  ['src/analysis/a.ts', '../engine/Engine.ts'],
  ['src/analysis/b.ts', '../state/store.ts'],
  ['src/analysis/c.ts', 'react'],
  ['src/state/a.ts', '../charts/palette.ts'],
  ['src/state/b.ts', '@tensorflow/tfjs'],
  ['src/state/c.ts', '../engine/createWorkerEngine.ts'],
  ['src/state/d.ts', '../analysis/createAnalyst.ts'],
  ['src/state/e.ts', '../engine/training/createTraining.ts'],
  ['src/state/f.ts', '../train/Train.tsx'],
  ['src/state/train/a.ts', '../../train/Train.tsx'],
  ['src/charts/a.ts', 'zustand'],
  ['src/charts/b.ts', '../state/store.ts'],
  ['src/charts/heat/c.ts', '../../engine/Engine.ts'],
  ['src/charts/d.ts', '@tensorflow/tfjs-core/dist/ops/ops.js'],
  ['src/controls/a.ts', '../state/settings.ts'],
  ['src/controls/b.ts', '../explore/Explore.tsx'],
  ['src/takeaway/a.ts', '../state/store.ts'],
  ['src/takeaway/b.ts', '../charts/palette.ts'],
  ['src/explore/a.ts', '../inspect/Inspect.tsx'],
  ['src/explore/b.ts', '../app/theme.ts'],
  ['src/explore/deep/c.ts', '../../main.tsx'],
  ['src/inspect/a.ts', '../explore/Explore.tsx'],
  ['src/inspect/b.ts', '../analysis/createAnalyst.ts'],
  ['src/train/a.ts', '../inspect/Inspect.tsx'],
  ['src/app/a.ts', '../main.tsx'],
  ['src/app/b.ts', '@tensorflow/tfjs'],
  ['src/main.ts', '@tensorflow/tfjs'],
] as const;

const ALLOWED = [
  ['src/attention/a.ts', './types.ts'],
  ['src/attention/tokenizers/a.ts', '../types.ts'],
  ['src/attention/tokenizers/b.ts', 'gpt-tokenizer/encoding/o200k_base'],
  ['src/attention/a.test.ts', 'vitest'],
  ['src/catalog/a.ts', '../attention/types.ts'],
  ['src/engine/a.ts', '@tensorflow/tfjs-core'],
  ['src/engine/b.ts', '../attention/types.ts'],
  ['src/state/a.ts', '../engine/Engine.ts'],
  ['src/state/b.ts', 'zustand'],
  ['src/state/c.ts', '../analysis/Analyst.ts'],
  ['src/state/d.ts', '../engine/training/Training.ts'],
  ['src/state/e.ts', './train/trainSetup.ts'],
  ['src/train/a.ts', '../state/train/trainSetup.ts'],
  ['src/explore/b.ts', '../state/train/trainSetup.ts'],
  ['src/analysis/a.ts', '../attention/comparison/comparison.ts'],
  ['src/analysis/b.ts', 'comlink'],
  ['src/charts/a.ts', 'd3'],
  ['src/charts/b.ts', '../attention/sharing.ts'],
  ['src/takeaway/a.ts', '../state/settings.ts'],
  ['src/explore/a.ts', '../charts/palette.ts'],
  ['src/app/a.ts', '../explore/Explore.tsx'],
  ['bench/a.ts', '@tensorflow/tfjs'],
] as const;

/** The files among `imports` that Biome, with this repository's settings, finds an import wall broken in. */
function filesOverTheWall(imports: readonly (readonly [file: string, specifier: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'));
  try {
    for (const settings of ['biome.json', '.gitignore']) copyFileSync(join(ROOT, settings), join(folder, settings));
    for (const [file, specifier] of imports) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `export * from '${specifier}';\n`);
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const args = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
    const report: { diagnostics: { severity: string; location: { path: string } }[] } = JSON.parse(stdout);
    return report.diagnostics.filter(({ severity }) => severity === 'error').map(({ location }) => location.path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('fails the build on every import that points the wrong way', () => {
  expect(filesOverTheWall(FORBIDDEN).sort()).toEqual(FORBIDDEN.map(([file]) => file).sort());
});

it('lets imports that point the right way pass', () => {
  expect(filesOverTheWall(ALLOWED)).toEqual([]);
});

it('has a wall around every folder of src', () => {
  const walled = new Set<string>(FORBIDDEN.map(([file]) => file.split('/')[1] ?? ''));
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !walled.has(name))).toEqual([]);
});
