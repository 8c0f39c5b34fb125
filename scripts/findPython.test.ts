import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { pythonCandidates } from './findPython.mjs';

const PATH = ['/home/me/bin', '/usr/bin'].join(delimiter);

it('tries PYTHON before anything on the PATH, and every folder of it', () => {
  expect(pythonCandidates('linux', { PYTHON: '/opt/own/python', PATH: ['/a', '/b'].join(delimiter) })).toEqual([
    '/opt/own/python',
    join('/a', 'python3'),
    join('/b', 'python3'),
    join('/a', 'python'),
    join('/b', 'python'),
    join('/usr/bin', 'python3'),
  ]);
});

it('tries no path twice', () => {
  expect(pythonCandidates('linux', { PYTHON: join('/usr/bin', 'python3'), PATH })).toEqual([
    join('/usr/bin', 'python3'),
    join('/home/me/bin', 'python3'),
    join('/home/me/bin', 'python'),
    join('/usr/bin', 'python'),
  ]);
});

it('finds the system’s own where there is no PATH, except on Windows', () => {
  expect(pythonCandidates('linux', {})).toEqual([join('/usr/bin', 'python3')]);
  expect(pythonCandidates('win32', {})).toEqual([]);
  expect(pythonCandidates('win32', { PATH: 'C:\\Python' })[0]).toMatch(/python3\.exe$/);
});
