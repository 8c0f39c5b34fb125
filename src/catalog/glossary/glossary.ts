import { slugOf } from '../schema/slug.ts';
import { type GlossaryTerm, TERMS } from './terms.ts';

/** Stretch of a line: plain text, or the words that lead to another term. */
export interface LinePart {
  readonly text: string;
  /** Term that the text leads to; null if it is plain text. */
  readonly term: GlossaryTerm | null;
}

/** Returns what a term is called in a link and as an anchor. */
export function termIdOf({ term }: GlossaryTerm): string {
  return slugOf(term);
}

/** Finds a term by its word or by another word for it; large and small letters make no difference. */
export function findTerm(word: string): GlossaryTerm | undefined {
  const plain = word.toLowerCase();
  return TERMS.find(({ term, also = [] }) => [term, ...also].some((name) => name.toLowerCase() === plain));
}

/** Cuts a term's line into plain text and what leads to other terms. */
export function linePartsOf({ line }: GlossaryTerm): LinePart[] {
  return line
    .split(/(\[\[[^\]]+\]\])/)
    .filter((text) => text !== '')
    .map((text) => {
      const linked = /^\[\[(.+)\]\]$/.exec(text)?.[1];
      return linked === undefined ? { text, term: null } : { text: linked, term: findTerm(linked) ?? null };
    });
}

/** Returns a term's line without brackets. */
export function plainLineOf(term: GlossaryTerm): string {
  return linePartsOf(term)
    .map(({ text }) => text)
    .join('');
}
