/** Says what is wrong with a value, as the end of a sentence that begins with the field's name; null if nothing is. */
export type FieldCheck = (value: unknown) => string | null;

/** Rule of one field of an entry. */
export interface FieldRule {
  readonly check: FieldCheck;
  /** False if the field may be left out. */
  readonly required: boolean;
}

/** Rules of all fields that an entry may have, by name. */
export type Fields = Readonly<Record<string, FieldRule>>;

/** Makes the rule of a field that every entry has. */
export function required(check: FieldCheck): FieldRule {
  return { check, required: true };
}

/** Makes the rule of a field that an entry may leave out. */
export function optional(check: FieldCheck): FieldRule {
  return { check, required: false };
}

/** Takes texts that say something. */
export const text: FieldCheck = (value) =>
  typeof value === 'string' && value.trim() !== '' ? null : `is ${shown(value)}, not a text`;

/** Takes texts, the empty one included. */
export const textOrEmpty: FieldCheck = (value) => (typeof value === 'string' ? null : `is ${shown(value)}, not a text`);

/** Takes true alone: an entry leaves such a field out where it does not hold. */
export const onlyTrue: FieldCheck = (value) =>
  value === true ? null : `is ${shown(value)}, not true: leave it out instead`;

/** Takes whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): FieldCheck {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : `is ${shown(value)}, not a whole number ${range}`;
}

/** Takes numbers above 0. */
export const positiveNumber: FieldCheck = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? null : `is ${shown(value)}, not a number above 0`;

/** Takes null, for what is not known or means nothing here, and what `check` takes. */
export function orNull(check: FieldCheck): FieldCheck {
  return (value) => (value === null ? null : check(value));
}

/** Takes one of `values`. */
export function oneOf(...values: readonly string[]): FieldCheck {
  return (value) =>
    values.includes(value as string) ? null : `is ${shown(value)}, not one of ${values.map(shown).join(', ')}`;
}

/** Takes lists of what `check` takes, the empty one if `least` is 0. */
export function listOf(check: FieldCheck, least = 0): FieldCheck {
  return (value) => {
    if (!Array.isArray(value)) return `is ${shown(value)}, not a list`;
    if (value.length < least) return `has ${value.length} entries, not at least ${least}`;
    for (const [index, entry] of value.entries()) {
      const wrong = check(entry);
      if (wrong !== null) return `${wrong} (entry ${index + 1} of its list)`;
    }
    return null;
  };
}

/** Takes objects that have exactly these parts. */
export function parts(names: readonly string[], check: FieldCheck): FieldCheck {
  return (value) => {
    if (!isRecord(value)) return `is ${shown(value)}, not an object`;
    const strange = Object.keys(value).find((name) => !names.includes(name));
    if (strange !== undefined) return `has an unknown part “${strange}”`;
    for (const name of names) {
      if (!Object.hasOwn(value, name)) return `lacks its part “${name}”`;
      const wrong = check(value[name]);
      if (wrong !== null) return `${wrong} (its part “${name}”)`;
    }
    return null;
  };
}

/** True when `value` has fields: an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes a value as JSON does, and what JSON has no word for as JavaScript does. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}
