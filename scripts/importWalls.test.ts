import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './paths.mjs';

/** Imports that the walls forbid, and their neighbours that they allow: [importing file, import]. */
const FORBIDDEN = [
  ['src/attention/a.ts', 'react'],
  ['src/attention/b.ts', 'd3'],
  ['src/attention/c.ts', '@tensorflow/tfjs-core'],
  ['src/attention/d.ts', '../engine/Engine.ts'],
  ['src/attention/e.ts', 'vitest'],
  ['src/attention/tokenizers/a.ts', '../../state/facts/settings.ts'],
  ['src/attention/tokenizers/b.ts', 'zustand'],
  ['src/attention/a.test.ts', '../charts/color/palette.ts'],
  ['src/attention/run/a.ts', '../../engine/Engine.ts'],
  ['src/attention/trained/a.ts', 'react'],
  ['src/attention/cost/a.ts', 'd3'],
  ['src/attention/cost/b.ts', '../../catalog/catalog.ts'],
  ['src/attention/cost/serving/a.ts', 'react'],
  ['src/attention/cost/serving/b.ts', '../../../catalog/catalog.ts'],
  ['src/attention/cost/serving/c.ts', '../../testing/arbitraryPlans.ts'],
  ['src/attention/checkpoint/a.ts', '../../safetensors/tensorFile.ts'],
  ['src/attention/checkpoint/b.ts', '../../catalog/config/parseModelConfig.ts'],
  ['src/errors/a.ts', '../attention/types.ts'],
  ['src/errors/a.test.ts', '../state/store.ts'],
  ['src/safetensors/a.ts', '../engine/Engine.ts'],
  ['src/safetensors/b.ts', '../attention/types.ts'],
  ['src/threads/a.ts', '../engine/Engine.ts'],
  ['src/threads/b.ts', 'zustand'],
  ['src/threads/a.test.ts', '../state/store.ts'],
  ['src/catalog/a.ts', '../engine/Engine.ts'],
  ['src/catalog/models/a.ts', '../../state/facts/settings.ts'],
  ['src/catalog/gpus/a.test.ts', '../../engine/Engine.ts'],
  ['src/catalog/config/a.ts', '../../engine/Engine.ts'],
  ['src/catalog/config/families/a.ts', '../../../state/store.ts'],
  ['src/catalog/config/b.ts', 'vitest'],
  ['src/catalog/config/checkpoint/a.ts', '../../../safetensors/tensorFile.ts'],
  ['src/engine/a.ts', '../state/store.ts'],
  ['src/engine/b.ts', 'react'],
  ['src/engine/c.ts', '../../main.tsx'],
  ['src/engine/deep/d.ts', '../../charts/heat/paintMap.ts'],
  ['src/engine/ops/a.ts', '../forward/onDevice.ts'],
  ['src/engine/ops/webgl/b.ts', '../../backend/startBackend.ts'],
  ['src/engine/ops/c.ts', '../../state/store.ts'],
  ['src/engine/backend/a.ts', '../questions/nextWords.ts'],
  ['src/engine/forward/a.ts', '../questions/nextWords.ts'],
  ['src/engine/forward/b.ts', '../LocalEngine.ts'],
  ['src/engine/questions/a.ts', '../audit/audit.ts'],
  ['src/engine/questions/questionTable.ts', './nextWords.ts'],
  ['src/engine/audit/a.ts', '../questions/nextWords.ts'],
  ['src/engine/training/step/a.ts', '../../forward/onDevice.ts'],
  ['src/engine/ops/a.test.ts', '../../state/store.ts'],
  ['src/analysis/a.ts', '../engine/Engine.ts'],
  ['src/analysis/b.ts', '../state/store.ts'],
  ['src/analysis/c.ts', 'react'],
  ['src/analysis/d.ts', 'comlink'],
  ['src/state/a.ts', '../charts/color/palette.ts'],
  ['src/state/b.ts', '@tensorflow/tfjs'],
  ['src/state/c.ts', '../engine/workerEngine.ts'],
  ['src/state/d.ts', '../analysis/createAnalyst.ts'],
  ['src/state/e.ts', '../engine/training/createTraining.ts'],
  ['src/state/f.ts', '../train/Train.tsx'],
  ['src/state/g.ts', '../engine/questions/nextWords.ts'],
  ['src/state/facts/a.ts', '../shown/wanted.ts'],
  ['src/state/facts/train/b.ts', '../../work/run/runController.ts'],
  ['src/state/facts/c.ts', '../store.ts'],
  ['src/state/facts/d.ts', '../../engine/LocalEngine.ts'],
  ['src/state/facts/train/e.ts', '../../../train/Train.tsx'],
  ['src/state/facts/f.ts', '../../engine/questions/questionTable.ts'],
  ['src/state/shown/a.ts', '../work/run/runController.ts'],
  ['src/state/shown/train/b.ts', '../../store.ts'],
  ['src/state/shown/c.ts', '../link/link.ts'],
  ['src/state/link/a.ts', '../shown/wanted.ts'],
  ['src/state/link/b.ts', '../work/latestOnly.ts'],
  ['src/state/work/a.ts', '../store.ts'],
  ['src/state/work/run/b.ts', '../../link/link.ts'],
  ['src/state/work/run/c.ts', '../../testing/fakeEngine.ts'],
  ['src/state/work/train/d.ts', '../../../train/Train.tsx'],
  ['src/state/work/models/e.ts', '../../../engine/LocalEngine.ts'],
  ['src/charts/a.ts', 'zustand'],
  ['src/charts/b.ts', '../state/store.ts'],
  ['src/charts/e.ts', '../state/facts/settings.ts'],
  ['src/charts/cost/context/a.ts', '../../../cost/costSetup.ts'],
  ['src/charts/cells/c.ts', '../cost/shared/accents.ts'],
  ['src/charts/color/c.ts', '../cost/shared/accents.ts'],
  ['src/charts/cells/a.ts', '../color/palette.ts'],
  ['src/charts/cells/b.ts', '../heat/fitGrid.ts'],
  ['src/charts/color/a.ts', '../heat/fitGrid.ts'],
  ['src/charts/color/b.ts', '../../state/store.ts'],
  ['src/charts/heat/c.ts', '../../engine/Engine.ts'],
  ['src/charts/d.ts', '@tensorflow/tfjs-core/dist/ops/ops.js'],
  ['src/controls/a.ts', '../state/facts/settings.ts'],
  ['src/controls/b.ts', '../explore/Explore.tsx'],
  ['src/takeaway/a.ts', '../state/store.ts'],
  ['src/takeaway/b.ts', '../charts/color/palette.ts'],
  ['src/takeaway/reader/c.ts', 'comlink'],
  ['src/explore/a.ts', '../inspect/Inspect.tsx'],
  ['src/explore/b.ts', '../app/theme.ts'],
  ['src/explore/d.ts', '../engine/questions/questionTable.ts'],
  ['src/explore/deep/c.ts', '../../main.tsx'],
  ['src/inspect/a.ts', '../explore/Explore.tsx'],
  ['src/inspect/b.ts', '../analysis/createAnalyst.ts'],
  ['src/inspect/c.ts', '../engine/LocalEngine.ts'],
  ['src/train/a.ts', '../inspect/Inspect.tsx'],
  ['src/train/b.ts', '../engine/training/createTraining.ts'],
  ['src/train/c.ts', '../cost/Cost.tsx'],
  ['src/cost/a.ts', '../train/Train.tsx'],
  ['src/cost/c.ts', '../decode/Decode.tsx'],
  ['src/explore/z.ts', '../decode/Decode.tsx'],
  ['src/state/z.ts', '../decode/Decode.tsx'],
  ['src/decode/a.ts', '../cost/Cost.tsx'],
  ['src/decode/b.ts', '../engine/LocalEngine.ts'],
  ['src/decode/deep/c.ts', '../../explore/Explore.tsx'],
  ['src/cost/b.ts', '../engine/LocalEngine.ts'],
  ['src/cost/deep/c.ts', '../../explore/Explore.tsx'],
  ['src/explore/e.ts', '../cost/Cost.tsx'],
  ['src/charts/f.ts', '../cost/costSetup.ts'],
  ['src/state/facts/cost/g.ts', '../../../cost/costSetup.ts'],
  ['src/recorded/a.ts', '../inspect/Inspect.tsx'],
  ['src/recorded/b.ts', '../analysis/createAnalyst.ts'],
  ['src/recorded/deep/c.ts', '../../cost/Cost.tsx'],
  ['src/recorded/d.ts', '../engine/LocalEngine.ts'],
  ['src/explore/f.ts', '../recorded/Recorded.tsx'],
  ['src/cost/d.ts', '../recorded/Recorded.tsx'],
  ['src/state/work/f.ts', '../../recorded/Recorded.tsx'],
  ['src/charts/g.ts', '../recorded/Recorded.tsx'],
  ['src/app/a.ts', '../main.tsx'],
  ['src/app/b.ts', '@tensorflow/tfjs'],
  ['src/app/c.ts', '../engine/LocalEngine.ts'],
  ['src/main.ts', '@tensorflow/tfjs'],
] as const;

const ALLOWED = [
  ['src/attention/a.ts', './types.ts'],
  ['src/attention/tokenizers/a.ts', '../types.ts'],
  ['src/attention/tokenizers/b.ts', 'gpt-tokenizer/encoding/o200k_base'],
  ['src/attention/a.test.ts', 'vitest'],
  ['src/attention/cost/a.ts', '../numbers/format.ts'],
  ['src/attention/cost/serving/a.ts', '../cacheBytes.ts'],
  ['src/attention/cost/serving/b.ts', '../../numbers/format.ts'],
  ['src/attention/cost/serving/a.test.ts', '../../testing/arbitraryPlans.ts'],
  ['src/attention/run/a.ts', '../trained/parameters.ts'],
  ['src/attention/run/b.ts', '../types.ts'],
  ['src/attention/trained/a.ts', '../random/random.ts'],
  ['src/attention/labels/a.test.ts', '../testing/aConfig.ts'],
  ['src/safetensors/a.ts', '../errors/quoted.ts'],
  ['src/safetensors/b.ts', '../attention/numbers/format.ts'],
  ['src/threads/a.ts', 'comlink'],
  ['src/threads/b.ts', '../errors/abort.ts'],
  ['src/controls/a.ts', '../errors/sentence.ts'],
  ['src/charts/d.ts', '../errors/sentence.ts'],
  ['src/engine/d.ts', '../errors/sentence.ts'],
  ['src/threads/testing/a.ts', '../supervisedWorker.ts'],
  ['src/catalog/a.ts', '../attention/types.ts'],
  ['src/catalog/models/a.ts', '../../attention/cost/cachedLayers.ts'],
  ['src/catalog/gpus/a.ts', '../schema/fields.ts'],
  ['src/catalog/steps/a.test.ts', '../models/models.ts'],
  ['src/catalog/config/a.ts', '../../errors/quoted.ts'],
  ['src/catalog/config/families/a.ts', '../../../attention/cost/cachedLayers.ts'],
  ['src/catalog/config/families/b.ts', '../fields.ts'],
  ['src/engine/a.ts', '@tensorflow/tfjs-core'],
  ['src/engine/b.ts', '../attention/types.ts'],
  ['src/engine/c.ts', '../threads/nextTurn.ts'],
  ['src/engine/forward/a.ts', '../ops/ops.ts'],
  ['src/engine/questions/a.ts', '../forward/onDevice.ts'],
  ['src/engine/questions/questionTable.ts', '../Engine.ts'],
  ['src/engine/training/a.ts', '../backend/startBackend.ts'],
  ['src/engine/ops/a.test.ts', '../forward/onDevice.ts'],
  ['src/state/a.ts', '../engine/Engine.ts'],
  ['src/state/b.ts', 'zustand'],
  ['src/state/c.ts', '../analysis/Analyst.ts'],
  ['src/state/d.ts', '../engine/training/Training.ts'],
  ['src/state/e.ts', './facts/train/trainSetup.ts'],
  ['src/state/facts/a.ts', '../../engine/Engine.ts'],
  ['src/state/facts/models/b.ts', '../train/trainSetup.ts'],
  ['src/state/shown/a.ts', '../facts/train/trainSetup.ts'],
  ['src/state/work/train/a.ts', '../../shown/train/trainSelectors.ts'],
  ['src/state/work/a.test.ts', '../testing/fakeEngine.ts'],
  ['src/state/work/models/b.ts', '../../../engine/questions/questionTable.ts'],
  ['src/state/testing/a.ts', '../../engine/questions/questionTable.ts'],
  ['src/state/link/a.ts', '../facts/train/trainSetup.ts'],
  ['src/train/a.ts', '../state/facts/train/trainSetup.ts'],
  ['src/explore/b.ts', '../state/facts/train/trainSetup.ts'],
  ['src/inspect/b.ts', '../state/shown/train/trainSelectors.ts'],
  ['src/cost/a.ts', '../state/facts/cost/costChoice.ts'],
  ['src/decode/a.ts', '../state/work/decode/decodeController.ts'],
  ['src/decode/deep/b.ts', '../../state/facts/decode/decodeState.ts'],
  ['src/decode/deep/c.ts', '../../charts/lanes/CacheLanes.tsx'],
  ['src/recorded/a.ts', '../attention/recorded/recording.ts'],
  ['src/recorded/deep/b.ts', '../../charts/overview/LayersOverview.tsx'],
  ['src/recorded/deep/c.ts', '../../state/work/recorded/connectRecordings.ts'],
  ['src/state/work/open/a.ts', '../recorded/openRecordings.ts'],
  ['src/state/facts/recorded/a.ts', '../../../attention/recorded/recording.ts'],
  ['src/takeaway/recording/a.ts', '../../attention/recorded/recording.ts'],
  ['src/attention/testing/a.ts', '../recorded/recording.ts'],
  ['src/cost/deep/b.ts', '../../catalog/models/models.ts'],
  ['src/cost/deep/c.ts', '../../charts/cost/context/ContextChart.tsx'],
  ['src/cost/deep/d.ts', '../../attention/cost/cacheBytes.ts'],
  ['src/cost/deep/e.ts', '../../state/shown/hooks/useAppState.tsx'],
  ['src/charts/cost/a.ts', '../../attention/cost/cacheBytes.ts'],
  ['src/charts/cost/deep/b.ts', '../../plot/frame.ts'],
  ['src/state/f.ts', './facts/cost/costChoice.ts'],
  ['src/state/facts/cost/a.ts', '../../../attention/cost/costInput.ts'],
  ['src/state/link/b.ts', '../facts/cost/costChoice.ts'],
  ['src/charts/color/a.ts', '../cells/maps.ts'],
  ['src/analysis/a.ts', '../attention/comparison/comparison.ts'],
  ['src/analysis/b.ts', '../threads/workerOrPage.ts'],
  ['src/analysis/a.test.ts', '../threads/testing/workerDoubles.ts'],
  ['src/charts/a.ts', 'd3'],
  ['src/charts/b.ts', '../attention/sharing.ts'],
  ['src/charts/cost/context/a.ts', '../../../attention/cost/cacheBytes.ts'],
  ['src/charts/cost/context/b.ts', '../shared/accents.ts'],
  ['src/takeaway/a.ts', '../state/facts/settings.ts'],
  ['src/takeaway/reader/b.ts', '../../threads/workerOrPage.ts'],
  ['src/explore/a.ts', '../charts/color/palette.ts'],
  ['src/app/a.ts', '../explore/Explore.tsx'],
  ['src/app/b.ts', '../engine/Engine.ts'],
  ['src/train/c.ts', '../engine/training/Training.ts'],
  ['bench/a.ts', '@tensorflow/tfjs'],
] as const;

/** What stands on one floor of a folder is taken in at a glance; beyond that a concept in it wants a room. */
const MOST_FILES = 25;

/** The runs of the shown PyTorch, which are tests in many files. */
const TEST_ONLY = /^takeaway[\\/]pytorch[\\/]/;

/** A circle of types, and one that only a lazy import closes: [importing file, what it holds]. */
const CIRCLES = [
  ['src/charts/plot/a.ts', "import type { B } from './b.ts';\nexport type A = B | null;\n"],
  ['src/charts/plot/b.ts', "import type { A } from './a.ts';\nexport type B = A | null;\n"],
  ['src/charts/plot/c.ts', "export const later = () => import('./d.ts');\n"],
  ['src/charts/plot/d.ts', "import { later } from './c.ts';\nexport const now = later;\n"],
] as const;

/** The files that break an import wall, when each holds nothing but its import. */
function filesOverTheWall(imports: readonly (readonly [file: string, specifier: string])[]): string[] {
  const files = imports.map(([file, specifier]) => [file, `export * from '${specifier}';\n`] as const);
  return filesAgainst('style/noRestrictedImports', files);
}

/** The files in which Biome, with this repository's settings, finds `rule` broken. */
function filesAgainst(rule: string, files: readonly (readonly [file: string, content: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'));
  try {
    for (const settings of ['biome.json', '.gitignore']) copyFileSync(join(ROOT, settings), join(folder, settings));
    for (const [file, content] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const args = ['lint', `--only=${rule}`, '--reporter=json', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: 'utf8' });
    const report: { diagnostics: { severity: string; location: { path: string } }[] } = JSON.parse(stdout);
    return report.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ location }) => location.path.replaceAll('\\', '/'));
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

it('fails the build on a circle of imports, also of types and of what loads later', () => {
  expect(filesAgainst('suspicious/noImportCycles', CIRCLES).sort()).toEqual(CIRCLES.map(([file]) => file));
});

it('has a wall around every folder of src', () => {
  const walled = new Set<string>(FORBIDDEN.map(([file]) => file.split('/')[1] ?? ''));
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !walled.has(name))).toEqual([]);
});

it('keeps what stands in for other things in tests out of what ships', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.test)\.tsx?$/.test(file) && !file.split(sep).includes('testing'),
  );
  expect(sources.length).toBeGreaterThan(500);
  const importsTesting = (file: string) => /from '[^']*\/testing\//.test(readFileSync(join(ROOT, 'src', file), 'utf8'));
  expect(sources.filter((file) => importsTesting(file) && !TEST_ONLY.test(file))).toEqual([]);
});

it('has no folder of src with more files of its own than a reader takes in', () => {
  const counts = new Map<string, number>();
  for (const entry of readdirSync(join(ROOT, 'src'), { withFileTypes: true, recursive: true }))
    if (entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
      counts.set(entry.parentPath, (counts.get(entry.parentPath) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});
