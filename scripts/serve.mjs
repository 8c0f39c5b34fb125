import { preview } from 'vite';
import { ROOT } from './paths.mjs';

/**
 * Serves the build in dist/ on this machine alone, at `port` or the next free one above it.
 * @param {number} port
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} `address` ends in "/"
 */
export async function serve(port) {
  const server = await preview({ root: ROOT, preview: { port } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The preview server has no address.');
  return { address, close: () => server.close() };
}
