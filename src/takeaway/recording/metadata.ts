import { quoted } from '../../errors/quoted.ts';

type Metadata = Readonly<Record<string, string>>;

/** Returns a list of `key`, null if it is not given. Throws a sentence if it is given and is not `what`. */
export function listOf<Item>(
  metadata: Metadata,
  key: string,
  what: string,
  isItem: (item: unknown) => boolean,
): readonly Item[] | null {
  const given = metadata[key];
  if (given === undefined) return null;
  const value = parsed(given);
  if (!Array.isArray(value) || value.length === 0 || !value.every(isItem)) throw otherThan(key, given, what);
  return value;
}

/** Returns the number of `key`, null if it is not given. Throws a sentence if it is given and is not `what`. */
export function numberOf(
  metadata: Metadata,
  key: string,
  isRight: (value: number) => boolean,
  what: string,
): number | null {
  const given = metadata[key];
  if (given === undefined) return null;
  const value = Number(given);
  if (!isRight(value)) throw otherThan(key, given, what);
  return value;
}

/** Returns true or false of `key`, as JSON or as Python writes them, null if it is not given. Throws a sentence otherwise. */
export function flagOf(metadata: Metadata, key: string): boolean | null {
  const given = metadata[key];
  if (given === undefined) return null;
  const value = given.trim().toLowerCase();
  if (value !== 'true' && value !== 'false') throw otherThan(key, given, '“true” or “false”');
  return value === 'true';
}

function otherThan(key: string, given: string, what: string): Error {
  return new Error(`The recording’s metadata give “${key}” as “${quoted(given)}”, and it has to be ${what}.`);
}

/** What is no JSON is returned as undefined, which no list is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
