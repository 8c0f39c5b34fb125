import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { ROOT } from '../../scripts/paths.mjs';

/**
 * Serves the build with one script before all others, a file of its own as the policy demands, that keeps what the page
 * complains about: WebDriver has no way to hear it.
 */
export async function serveListening(): Promise<{ address: string; close: () => Promise<void> }> {
  const build = process.env['BUILD'] ?? 'dist';
  const html = readFileSync(join(ROOT, build, 'index.html'), 'utf8');
  const pages = new Map([
    ['/', { type: 'text/html', body: html.replace('<script', '<script src="./listen.js"></script>$&') }],
    ['/listen.js', { type: 'text/javascript', body: `(${listen})()` }],
  ]);
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    build: { outDir: build },
    preview: { port: 4187 },
    plugins: [
      {
        name: 'headroom:listen',
        configurePreviewServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            const page = pages.get(request.url ?? '');
            if (!page) return next();
            response.setHeader('Content-Type', page.type);
            response.end(page.body);
          });
        },
      },
    ],
  });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The preview server has no address.');
  return { address, close: () => server.close() };
}

/** Runs in the page. */
function listen() {
  const complaints: string[] = [];
  Object.assign(window, { complaints });
  for (const level of ['error', 'warn'] as const) {
    const log = console[level];
    console[level] = (...args: unknown[]) => {
      complaints.push(`console.${level}: ${args.map(String).join(' ')}`);
      log.apply(console, args);
    };
  }
  addEventListener(
    'error',
    ({ message, target }) => {
      complaints.push(target instanceof Element ? `does not load: ${target.outerHTML}` : `error: ${message}`);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(`unhandled rejection: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    complaints.push(`against the policy: ${violatedDirective} ${blockedURI}`),
  );
}
