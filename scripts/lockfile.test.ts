import { expect, it } from 'vitest';
import { packagesWithAddress } from './lockfile.mjs';

it('finds the packages of a lockfile that name a download address', () => {
  const packages = {
    '': { name: 'app' },
    'node_modules/clean': { version: '1.0.0', integrity: 'sha512-…' },
    'node_modules/tied': { version: '1.0.0', resolved: 'https://registry.example/tied-1.0.0.tgz' },
    'packages/linked': { resolved: 'packages/linked', link: true },
  };
  expect(packagesWithAddress(JSON.stringify({ packages }))).toEqual(['node_modules/tied']);
});
