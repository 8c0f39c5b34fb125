import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { browserCandidates } from './findBrowser.mjs';

it('tries CHROME_PATH before anything on the PATH', () => {
  const env = { CHROME_PATH: '/opt/own/chrome', PATH: ['/usr/local/bin', '/usr/bin'].join(delimiter) };
  const candidates = browserCandidates('linux', env);
  expect(candidates.slice(0, 5)).toEqual([
    '/opt/own/chrome',
    join('/usr/local/bin', 'chromium-headless-shell'),
    join('/usr/bin', 'chromium-headless-shell'),
    join('/usr/local/bin', 'chromium'),
    join('/usr/bin', 'chromium'),
  ]);
});

it('looks into the usual folders of macOS and Windows', () => {
  expect(browserCandidates('darwin', {})).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  expect(browserCandidates('win32', { PROGRAMFILES: 'C:\\Program Files' })).toContain(
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  );
});

it('has no candidates on a machine without a PATH', () => {
  expect(browserCandidates('linux', {})).toEqual([]);
});
