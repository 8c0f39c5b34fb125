import { expect, it } from 'vitest';
import { optionalsLeftOut, packagesWithAddress } from './lockfile.mjs';

it('finds the packages of a lockfile that name a download address', () => {
  const packages = {
    '': {},
    'node_modules/clean': {},
    'node_modules/tied': { resolved: 'https://registry.example/tied-1.0.0.tgz' },
    'packages/linked': { resolved: 'packages/linked' },
  };
  expect(packagesWithAddress(packages)).toEqual(['node_modules/tied']);
});

it('finds the other platforms’ packages that a lockfile leaves out', () => {
  const packages = {
    'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
    'node_modules/@tool/linux': {},
  };
  expect(optionalsLeftOut(packages)).toEqual(['@tool/darwin']);
});
