import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { checkGpus } from '../src/catalog/gpus/checkGpus.ts';
import { checkModels } from '../src/catalog/models/checkModels.ts';
import { checkSteps } from '../src/catalog/steps/checkSteps.ts';

/** Files of facts, and what holds each against its schema. */
const CATALOG = [
  { file: 'models/models.json', check: checkModels },
  { file: 'gpus/gpus.json', check: checkGpus },
  { file: 'steps/publishedSteps.json', check: checkSteps },
];

/** Returns what is wrong with the facts in a folder, a sentence for each; none if all is well. */
export function catalogErrors(folder: string): string[] {
  return CATALOG.flatMap(({ file, check }) => {
    const facts: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return check(facts).map((error) => `${file}: ${error}`);
  });
}

/** Ends the build if a fact of the catalog breaks its schema: the page takes the facts as they are. */
export function checkedCatalog(): Plugin {
  let root = '';
  return {
    name: 'headroom:checked-catalog',
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      const errors = catalogErrors(join(root, 'src', 'catalog'));
      if (errors.length > 0) this.error(errors.join('\n'));
    },
  };
}
