import { expect, it } from 'vitest';
import { staleness } from './dependencies.mjs';

const locked = {
  '': {},
  'node_modules/react': { version: '19.0.0' },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};

it('finds nothing to install when all but other platforms’ packages are there', () => {
  expect(staleness(locked, { 'node_modules/react': { version: '19.0.0' } })).toBeUndefined();
});

it('names the package that is missing', () => {
  expect(staleness(locked, {})).toBe('node_modules/react is missing.');
});

it('names the package that has another version', () => {
  expect(staleness(locked, { 'node_modules/react': { version: '18.3.1' } })).toBe(
    'node_modules/react is 18.3.1, not 19.0.0.',
  );
});

it('names the package that is no longer asked for', () => {
  const installed = { 'node_modules/react': { version: '19.0.0' }, 'node_modules/left': { version: '1.0.0' } };
  expect(staleness(locked, installed)).toBe('node_modules/left is not in package-lock.json.');
});
