import { type Fields, isRecord } from './fields.ts';

/**
 * Holds a list of facts against the rules of its fields. Returns a sentence for each thing that is wrong, naming entry and field;
 * none if all is well. `kind` is what an entry is called: "model".
 */
export function checkEntries(entries: unknown, fields: Fields, kind: string): string[] {
  if (!Array.isArray(entries)) return [`The list of ${kind}s is not a list.`];
  return entries.flatMap((entry: unknown, index) => {
    if (!isRecord(entry)) return [`${nameOf(entry, index, kind)} is not an object.`];
    const name = nameOf(entry, index, kind);
    return [...checkFields(entry, fields).map((wrong) => `${name}: ${wrong}`)];
  });
}

/** Returns what an entry is called in a sentence: by its name, or by its place if it has none. */
export function nameOf(entry: unknown, index: number, kind: string): string {
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const name = isRecord(entry) ? entry['name'] : undefined;
  return typeof name === 'string' && name !== '' ? `${title} “${name}”` : `${title} ${index + 1} of the list`;
}

function checkFields(entry: Record<string, unknown>, fields: Fields): string[] {
  const wrong = Object.keys(entry)
    .filter((field) => !Object.hasOwn(fields, field))
    .map((field) => `field “${field}” is unknown.`);
  for (const [field, rule] of Object.entries(fields)) {
    if (!Object.hasOwn(entry, field)) {
      if (rule.required) wrong.push(`field “${field}” is missing.`);
      continue;
    }
    const complaint = rule.check(entry[field]);
    if (complaint !== null) wrong.push(`field “${field}” ${complaint}.`);
  }
  return wrong;
}
