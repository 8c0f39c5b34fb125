import fc from 'fast-check';
import { expect } from 'vitest';

/** A sentence with what it quotes: some 60 characters of the file, and as many again in a list of numbers. */
const MOST_CHARACTERS = 260;

/** JavaScript's own words: none of them is for the person who chose the file. */
const ENGINE =
  /Something went wrong|call stack|undefined|\[object|NaN|not iterable|Cannot |is not a function|Invalid |could not be cloned|Unexpected/;

/** Where odd JSON is put into a text: what is nested too deep can't be written by `stringify`. */
export const PUT_HERE = 'PUT ODD JSON HERE';

/** Makes a file with this text as its table of contents. */
export function fileWith(header: string, numbers: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + json.length + numbers.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  file.set(numbers, 8 + json.length);
  return file;
}

/** Throws unless a sentence for the person who chose the file is one of ours, and short; null is none. */
export function assertOwnSentence(sentence: string | null): void {
  if (sentence === null) return;
  expect(sentence).toMatch(/^[\p{Lu}\p{N}“].*[.]$/u);
  expect(sentence).not.toMatch(ENGINE);
  expect(sentence.length).toBeLessThanOrEqual(MOST_CHARACTERS);
}

/** JSON of every kind that no part of a good file has, as text: nested deeper than any stack. */
const ODD_JSON = [
  'null',
  'true',
  '-1',
  '0.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '""',
  '"nan"',
  '"1e999"',
  '{}',
  '[]',
  '[null]',
  '{"toString":null,"length":2}',
  '{"__proto__":null}',
  '"\\u202e\\u0000\\n"',
  '"\\ud83d"',
  `"${'x'.repeat(5_000)}"`,
  `[${'1,'.repeat(5_000)}1]`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
];

/** JSON's table of anything. */
export type Table = Record<string, unknown>;

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null;

/** Every place in `value`, as the keys that lead there. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...way, key], ...placesIn(part, [...way, key])]);
}

interface Change {
  /** Chooses a place, as a share of all of them. */
  readonly place: number;
  readonly kind: 'omit' | 'rename' | 'replace' | 'double' | 'within';
  readonly odd: string;
}

/** `json` with one place changed; `within` changes a place of JSON in a text, as the metadata hold it. */
function changed(json: string, { place, kind, odd }: Change): string {
  const root = JSON.parse(json) as Table;
  const places = placesIn(root);
  const way = places[Math.floor(place * places.length)];
  const key = way?.at(-1);
  if (!way || key === undefined) return odd;
  const owner = way.slice(0, -1).reduce<Table>((table, step) => table[step] as Table, root);
  const value = owner[key];
  if (kind === 'omit') delete owner[key];
  else if (kind === 'rename') Object.assign(owner, { [`${key}${odd.slice(0, 200)}`]: value, [key]: undefined });
  else if (kind === 'double' && Array.isArray(value)) value.push(...value);
  else if (kind === 'within' && typeof value === 'string' && /^[{[]/.test(value))
    owner[key] = changed(value, { place: (place * 997) % 1, kind: 'replace', odd });
  // Put in as text afterwards: what is nested too deep can't be written by `stringify`.
  else owner[key] = PUT_HERE;
  return JSON.stringify(root).replace(`"${PUT_HERE}"`, () => odd);
}

const aChange: fc.Arbitrary<Change> = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('omit', 'rename', 'replace', 'double', 'within'),
  odd: fc.constantFrom(...ODD_JSON),
});

/** Takes a safetensors file apart. */
export function partsOf(file: Uint8Array<ArrayBuffer>): { readonly header: string; readonly numbers: Uint8Array } {
  const dataStart = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  return { header: new TextDecoder().decode(file.subarray(8, dataStart)), numbers: file.subarray(dataStart) };
}

/** Files that were good until they were cut, scratched, or written by somebody with other ideas of what belongs in them. */
export function aBadFile(good: Uint8Array<ArrayBuffer>): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const { header: goodHeader, numbers } = partsOf(good);
  const dataStart = good.length - numbers.length;
  return fc.oneof(
    { weight: 2, arbitrary: fc.nat(good.length - 1).map((end) => good.slice(0, end)) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
        .map((bytes) => {
          const file = good.slice();
          for (const [index, byte] of bytes) file[index % 3 === 0 ? index : index % dataStart] = byte;
          return file;
        }),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Uint8Array.from([...bytes])) },
    {
      weight: 8,
      arbitrary: fc.array(aChange, { minLength: 1, maxLength: 2 }).map(([first, second]) => {
        const header = changed(goodHeader, first as Change);
        // What is nested too deep is parsed, but not written again.
        const again = second && header.length < 2 * goodHeader.length ? changed(header, second) : header;
        return fileWith(again, numbers);
      }),
    },
  );
}
