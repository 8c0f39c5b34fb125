import { expect, it } from 'vitest';
import { intoReadme, markdown } from './report.mjs';

const row = { name: 'drawing', ours: '13 ms', against: 'SVG 2700 ms', result: '208×', bar: '≥ 50×', figures: {} };
const surroundings = {
  date: '2030-01-02T03:04:05.000Z',
  machine: '2 × CPU',
  node: 'v20',
  browser: '150',
  renderer: 'SwiftShader',
};

it('prints a row for each figure, with its verdict, and where it was measured', () => {
  const table = markdown(
    [
      { ...row, pass: true },
      { ...row, pass: false },
    ],
    surroundings,
  );
  expect(table).toContain('| drawing | 13 ms | SVG 2700 ms | 208× | ≥ 50× | PASS |');
  expect(table).toContain('| FAIL |');
  expect(table).toContain('2030-01-02, 2 × CPU, Chromium 150, SwiftShader.');
});

it('replaces what stands between the README’s marks and nothing else', () => {
  const readme = 'before\n<!-- bench:start -->\nold $1\n<!-- bench:end -->\nafter';
  expect(intoReadme(readme, 'new $&')).toBe('before\n<!-- bench:start -->\nnew $&\n<!-- bench:end -->\nafter');
});
