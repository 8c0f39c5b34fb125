import { fileURLToPath } from 'node:url';

/** The repository's root; ends in a separator. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
