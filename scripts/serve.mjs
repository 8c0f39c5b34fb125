import { preview } from 'vite';
import { ROOT } from './paths.mjs';

/**
 * Serves a build on this machine alone, with the headers that the app is meant to have, at `port` or the next free one.
 * @param {number} port
 * @param {string} [folder] of the build, from the root
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} `address` ends in "/"
 */
export async function serve(port, folder = 'dist') {
  const server = await preview({ root: ROOT, build: { outDir: folder }, preview: { port } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The preview server has no address.');
  return { address, close: () => server.close() };
}
