import { isWhole, type Limits } from './limits.ts';
import type { Assumed, Note, NoteTag } from './reading.ts';
import { refuse } from './refused.ts';
import { valueText } from './valueText.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True when `value` is an object of JSON: not a list, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of one object of a file. Its methods check what they return and refuse what has the wrong type, so that the rules of
 * the families only say what a right value means. They return undefined if a field is missing, and null if it is null: these two
 * differ. What has to be said beside the figures is gathered in `notes` and `assumed`.
 */
export class Fields {
  readonly family: string;
  readonly notes: Note[];
  readonly assumed: Assumed[];
  readonly #object: JsonObject;
  readonly #prefix: string;
  readonly #asked: Set<string>;

  constructor(object: JsonObject, family: string, prefix = '', parent: Fields | null = null) {
    this.family = family;
    this.notes = parent ? parent.notes : [];
    this.assumed = parent ? parent.assumed : [];
    this.#object = object;
    this.#prefix = prefix;
    this.#asked = parent ? parent.#asked : new Set();
  }

  /** Returns the value as it stands in the file; undefined if it is missing. */
  value(name: string): unknown {
    this.#asked.add(this.path(name));
    // Own fields alone: an object also answers to "constructor".
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  /** Returns the field's name with that of the object around it. */
  path(name: string): string {
    return this.#prefix + name;
  }

  /** True when the field is there and not null. */
  has(name: string): boolean {
    return this.value(name) !== undefined && this.value(name) !== null;
  }

  /** True when a rule has asked for this field. */
  wasAsked(name: string): boolean {
    return this.#asked.has(this.path(name));
  }

  /** Returns names of all fields of the object. */
  names(): string[] {
    return Object.keys(this.#object);
  }

  /** Returns a whole number within `limits`. */
  whole(name: string, limits: Limits): number | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null) return value;
    return this.#wholeOf(value, this.path(name), limits);
  }

  /** Returns a number within `limits`, whole or not. */
  number(name: string, { least, most }: Limits): number | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null) return value;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    const path = this.path(name);
    return refuse(path, `${path} is ${valueText(value)}, and has to be a number from ${least} to ${most}.`);
  }

  /** Returns a text. */
  text(name: string): string | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null || typeof value === 'string') return value;
    return refuse(this.path(name), `${this.path(name)} is ${valueText(value)}, and has to be a text.`);
  }

  /** Returns true or false. */
  flag(name: string): boolean | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null || typeof value === 'boolean') return value;
    return refuse(this.path(name), `${this.path(name)} is ${valueText(value)}, and has to be true or false.`);
  }

  /** Returns a list of anything. */
  list(name: string): readonly unknown[] | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null || Array.isArray(value)) return value;
    return refuse(this.path(name), `${this.path(name)} is ${valueText(value)}, and has to be a list.`);
  }

  /** Returns a list with one entry for each of `layers` layers. */
  perLayer(name: string, layers: number): readonly unknown[] | null | undefined {
    const list = this.list(name);
    if (!list || list.length === layers) return list;
    const path = this.path(name);
    return refuse(path, `${path} has ${list.length} entries, but the model has ${layers} layers.`);
  }

  /** Returns a list with one whole number for each of `layers` layers. */
  wholePerLayer(name: string, layers: number, limits: Limits): readonly number[] | null | undefined {
    return this.perLayer(name, layers)?.map((value, index) =>
      this.#wholeOf(value, this.path(name), limits, `Entry ${index} of `),
    );
  }

  /** Returns a list of different layers, of `layers` that are counted from `first`. */
  layerNumbers(name: string, layers: number, first: 0 | 1 = 0): ReadonlySet<number> | null | undefined {
    const list = this.list(name);
    if (!list) return list;
    const limits = { least: first, most: layers - 1 + first };
    const found = new Set<number>();
    for (const [index, value] of list.entries()) {
      const layer = this.#wholeOf(value, this.path(name), limits, `Entry ${index} of `);
      if (found.has(layer)) refuse(this.path(name), `${this.path(name)} names layer ${layer} twice.`);
      found.add(layer);
    }
    return found;
  }

  /** Returns the fields of an object inside this one. */
  object(name: string): Fields | null | undefined {
    const value = this.value(name);
    if (value === undefined || value === null) return value;
    if (!isObject(value))
      return refuse(this.path(name), `${this.path(name)} is ${valueText(value)}, and has to be an object.`);
    return new Fields(value, this.family, `${this.path(name)}.`, this);
  }

  /**
   * Returns a whole number that has several names. Null if all that are there are null.
   * Refuses names that contradict each other.
   */
  oneOf(names: readonly string[], limits: Limits): { name: string; value: number | null } | undefined {
    let found: { name: string; value: number | null } | undefined;
    for (const name of names) {
      const value = this.whole(name, limits);
      if (value === undefined) continue;
      if (found?.value && value && found.value !== value)
        refuse(
          this.path(found.name),
          `${this.path(found.name)} is ${found.value}, but ${this.path(name)}, another name of it, is ${value}.`,
        );
      if (!found?.value) found = { name: this.path(name), value };
    }
    return found;
  }

  /** Returns a whole number that no model can do without. The first of its names is the one that is asked for. */
  needed(names: readonly string[], limits: Limits): number {
    const found = this.oneOf(names, limits);
    if (found?.value) return found.value;
    const name = found?.name ?? this.path(names[0] ?? '');
    return refuse(name, `${name} is ${found ? 'null' : 'missing'}, and nothing else in the file says it.`);
  }

  /** Returns a default of the family's own code, and says so. */
  assume<T extends Assumed['value']>(name: string, value: T, meaning = `the default of ${this.family}`): T {
    const field = this.path(name);
    this.assumed.push({ field, value });
    const isThere = Object.hasOwn(this.#object, name);
    this.note(
      'default',
      name,
      `${field} is ${isThere ? 'null' : 'not in the file'}: ${typeof value === 'string' ? `“${value}”` : value} is taken, ${meaning}.`,
    );
    return value;
  }

  /** Says of a field that is there that it does not count, and why. */
  ignore(name: string, reason: string): void {
    if (this.has(name))
      this.note('ignored', name, `${this.path(name)} is ${valueText(this.value(name))}, and is not used: ${reason}.`);
  }

  note(tag: NoteTag, name: string | null, sentence: string): void {
    const field = name === null ? null : this.path(name);
    if (!this.notes.some((note) => note.tag === tag && note.field === field && note.sentence === sentence))
      this.notes.push({ tag, field, sentence });
  }

  #wholeOf(value: unknown, path: string, limits: Limits, entry = ''): number {
    if (isWhole(value, limits)) return value;
    const { least, most } = limits;
    return refuse(
      path,
      `${entry}${path} is ${valueText(value)}, and has to be a whole number from ${least} to ${most}.`,
    );
  }
}
