import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';

const SOURCE = readFileSync(new URL('loading.js', import.meta.url), 'utf8');
const PAGE =
  '<div id="root"></div>' +
  '<script type="module" src="./assets/shared.js"></script><script type="module" src="./assets/index-new.js"></script>';

/** The sentences of the page, by the ids of their templates. */
const SENTENCES: ReadonlyMap<string, string> = new Map(
  [
    ...readFileSync(new URL('../index.html', import.meta.url), 'utf8').matchAll(
      /<template id="(.*?)"\s*>(.*?)<\/template/gs,
    ),
  ].map(([, id = '', html = '']) => [`#${id}`, html.replaceAll(/\s+/g, ' ')] as const),
);

interface Situation {
  readonly address?: string;
  readonly isReload?: boolean;
  readonly hasStarted?: boolean;
  /** What the server answers when the page is asked for again; null for no network. */
  readonly served?: string | null;
}

/** A window in which the script runs, and what becomes of it. */
function setUp({ address = 'https://example.org/app/', isReload, hasStarted, served = PAGE }: Situation = {}) {
  const listeners = new Map<string, (event: object) => void>();
  const place = { textContent: '' };
  const root = {
    textContent: 'HeadRoom is loading…',
    appendChild: (html: string) => (root.textContent = html),
    querySelectorAll: () => [place],
  };
  const found: Readonly<Record<string, object | null>> = { '#root': root, '#root > *': hasStarted ? {} : null };
  // The parts share what has stayed as it was: the first script of both versions.
  const scripts = ['shared', 'index-old'].map((name) => ({ getAttribute: () => `./assets/${name}.js` }));
  const location = Object.assign(new URL(address), { reload: vi.fn() });
  const fetched = vi.fn(async () => {
    if (served === null) throw new TypeError('Failed to fetch');
    return { ok: served !== '', text: async () => served };
  });
  runInNewContext(SOURCE, {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    document: {
      baseURI: address,
      querySelector: (query: string) =>
        SENTENCES.has(query) ? { content: { cloneNode: () => SENTENCES.get(query) } } : found[query],
      querySelectorAll: () => scripts,
    },
    performance: { getEntriesByType: () => [{ type: isReload ? 'reload' : 'navigate' }] },
    ...{ location, fetch: fetched, URL },
  });
  return {
    says: () => root.textContent.replace('<b></b>', place.textContent),
    reload: location.reload,
    fetched,
    tell: (type: string, event: object = {}) => listeners.get(type)?.(event),
  };
}

const script = (base = 'https://example.org/app/') => ({ target: { src: `${base}assets/index-old.js` } });

it('loads the page once more by itself if one of its scripts or styles does not arrive', () => {
  for (const event of [script(), { target: { href: 'https://example.org/app/assets/index-old.css' } }]) {
    const { reload, tell } = setUp();
    tell('error', event);
    // Another file of the same page.
    tell('error', event);
    expect(reload).toHaveBeenCalledOnce();
  }
});

it('says that a file is missing if that did not help, and does not load it again', () => {
  const { says, reload, tell } = setUp({ isReload: true });
  tell('error', script());
  expect(reload).not.toHaveBeenCalled();
  expect(says()).toMatch(
    /^HeadRoom can’t start: its file assets\/index-old\.js is missing on the server, or is sent as some/,
  );
});

it('says of a page opened from disk what is the matter and what to do', () => {
  const address = 'file:///C:/Users/me/headroom/dist/index.html';
  const { says, reload, tell } = setUp({ address });
  tell('error', script('file:///C:/Users/me/headroom/dist/'));
  expect(reload).not.toHaveBeenCalled();
  expect(says()).toMatch(/^HeadRoom was opened from disk.*“npm start”.*any web server\.$/);
});

it('says why a script that arrived could not run', () => {
  const { says, reload, tell } = setUp();
  tell('error', { target: {}, message: 'SyntaxError: Unexpected token' });
  expect(reload).not.toHaveBeenCalled();
  expect(says()).toContain('HeadRoom could not start: SyntaxError: Unexpected token.');
});

it('leaves the page alone once the app has started', () => {
  const { says, reload, tell } = setUp({ hasStarted: true });
  tell('error', script());
  expect(reload).not.toHaveBeenCalled();
  expect(says()).toBe('HeadRoom is loading…');
});

it('loads the page once more if a part of it does not come and the server has another version', async () => {
  const { reload, tell } = setUp({ hasStarted: true });
  tell('vite:preloadError');
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

it.each<[string, Situation]>([
  ['the server has the same version', { served: PAGE.replace('new', 'old') }],
  ['the server has no page', { served: '' }],
  ['another page came, as networks send that ask for a password', { served: '<h1>Log in</h1>' }],
  ['there is no network', { served: null }],
])('keeps what is there if a part of it does not come and %s', async (_, situation) => {
  const { reload, fetched, tell } = setUp({ hasStarted: true, ...situation });
  tell('vite:preloadError');
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce());
  await new Promise((resolve) => setImmediate(resolve));
  expect(reload).not.toHaveBeenCalled();
});

it.each<[string, Situation]>([
  ['it has been loaded once more already', { isReload: true }],
  ['the text is in no link', { address: 'https://example.org/app/#longtext=1&kv=2' }],
])('asks for no other version if %s', (_, situation) => {
  const { fetched, tell } = setUp({ hasStarted: true, ...situation });
  tell('vite:preloadError');
  expect(fetched).not.toHaveBeenCalled();
});
