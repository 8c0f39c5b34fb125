/** For tests: Python modules that stand in for libraries which few machines have. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'standIn');

/** Returns the stand-ins' files by their paths, with `change`: null for one that is left out. */
export function standIn(change: Readonly<Record<string, Uint8Array | null>> = {}): Record<string, Uint8Array> {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
  const files = names.map((name) => [name, readFileSync(join(FOLDER, name))] as const);
  const entries = Object.entries({ ...Object.fromEntries(files), ...change });
  return Object.fromEntries(entries.filter((entry): entry is [string, Uint8Array] => entry[1] !== null));
}
