import { labelledText, targetsOf } from '../labels/targets.ts';

/** What a text itself says of its next token. */
export interface Followers {
  /** Keys of the tokens that followed earlier occurrences of the last one, each once, in the order of the text. */
  readonly keys: readonly string[];
  /** True when a token of that key is one of them: a mark with and without blanks around it is the same. */
  readonly includes: (key: string) => boolean;
}

/** Returns what followed the last token of `keys` when it stood earlier; without keys where it did not, or nothing followed it. */
export function followersOf(keys: readonly string[]): Followers {
  const { ids } = labelledText(keys);
  const positions = targetsOf('induction', labelledText(keys)).at(-1) ?? [];
  const known = new Set(positions.map((position) => ids[position]));
  const first = (id: number | undefined) => positions.find((position) => ids[position] === id);
  return {
    keys: [...known].flatMap((id) => keys[first(id) ?? -1] ?? []),
    includes: (key) => known.has(labelledText([...keys, key]).ids.at(-1)),
  };
}
