// npm run train: trains a model like the shipped ones on WebAssembly, and writes its file, or the catalog of such files; see
// scripts/train/options.ts.
import { join } from 'node:path';
import { exitBecause, run } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './paths.mjs';

const BUILD = join(ROOT, '.cache', 'train-build');

try {
  await ensureDependencies();
  const { build } = await import('vite');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    // Packages stay outside: TensorFlow.js's WebAssembly finds its files beside its own code.
    build: { ssr: join(ROOT, 'scripts', 'train', 'main.ts'), outDir: BUILD, target: 'node20', emptyOutDir: true },
  });
  await run(process.execPath, [join(BUILD, 'main.js'), ...process.argv.slice(2)]);
} catch (error) {
  exitBecause(error);
}
