import { formatCount } from '../../../attention/numbers/format.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import type { GgufHeader, GgufValue } from './ggufHeader.ts';

/** A default that llama.cpp takes if a file does not give a value. */
export interface GgufDefault {
  readonly field: string;
  readonly value: number;
  /** What it follows from, in a few words. */
  readonly why: string;
}

/** Fields of a GGUF file that belong to its architecture. They check what they return, and refuse it with a sentence. */
export class GgufFields {
  readonly architecture: string;
  readonly defaults: GgufDefault[] = [];
  readonly notes: string[] = [];
  readonly #fields: GgufHeader['fields'];

  constructor({ fields }: GgufHeader) {
    const architecture = fields.get('general.architecture');
    if (typeof architecture !== 'string' || architecture === '')
      throw new NotRead(`general.architecture is ${shown(architecture)}, and says by which rules a GGUF file is read.`);
    this.architecture = architecture;
    this.#fields = fields;
  }

  path(name: string): string {
    return `${quoted(this.architecture)}.${name}`;
  }

  value(name: string): GgufValue | undefined {
    return this.#fields.get(`${this.architecture}.${name}`);
  }

  /** Returns a field of any architecture. */
  general(name: string): GgufValue | undefined {
    return this.#fields.get(name);
  }

  /** Returns a whole number from `least` to `most`; undefined if it is missing. */
  whole(name: string, most: number, least = 1): number | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : this.#checked(name, value, most, least);
  }

  needed(name: string, most: number): number {
    const value = this.whole(name, most);
    if (value === undefined) throw new NotRead(`${this.path(name)} is missing, and nothing else in the file says it.`);
    return value;
  }

  /** Returns a whole number for each layer: from a list, or the same for all. Undefined if it is missing. */
  perLayer(name: string, layers: number, most: number): readonly number[] | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return Array<number>(layers).fill(this.#checked(name, value, most, 0));
    // Layers at the end that only predict tokens ahead may be listed, too.
    if (value.length < layers)
      throw new NotRead(
        `${this.path(name)} has ${formatCount(value.length)} entries, but the model has ${formatCount(layers)} layers.`,
      );
    return value.slice(0, layers).map((item: GgufValue) => this.#checked(name, item, most, 0));
  }

  /** Takes a default of llama.cpp, and lists it. */
  assume(name: string, value: number, why: string): number {
    this.defaults.push({ field: this.path(name), value, why });
    return value;
  }

  #checked(name: string, value: GgufValue, most: number, least: number): number {
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number;
    throw new NotRead(
      `${this.path(name)} is ${shown(value)}, and has to be a whole number from ${formatCount(least)} to ${formatCount(most)}.`,
    );
  }
}

function shown(value: GgufValue | undefined): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `“${quoted(value)}”`;
  return typeof value === 'object' ? 'a list' : String(value);
}
