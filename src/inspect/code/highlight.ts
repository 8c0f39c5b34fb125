import javascript from 'highlight.js/lib/languages/javascript';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';

/** A piece of one line in one colour. */
export interface CodeSpan {
  readonly text: string;
  /** Of the innermost syntax around it, e.g. "hljs-keyword"; empty for none. */
  readonly className: string;
}

const LANGUAGES = { javascript, python, typescript };
export type Language = keyof typeof LANGUAGES;

const lowlight = createLowlight(LANGUAGES);

/** The lines of a program that ends with a newline, each in pieces. Joined they are the text again, newlines aside. */
export function highlightedLines(text: string, language: Language): CodeSpan[][] {
  const lines: CodeSpan[][] = [[]];
  const add = (nodes: readonly HastNode[], className: string) => {
    for (const node of nodes) {
      if (node.type === 'element') add(node.children, classOf(node) || className);
      if (node.type !== 'text') continue;
      for (const [index, piece] of node.value.split('\n').entries()) {
        if (index > 0) lines.push([]);
        if (piece !== '') lines.at(-1)?.push({ text: piece, className });
      }
    }
  };
  add(lowlight.highlight(language, text.replace(/\n$/, '')).children, '');
  return lines;
}

type HastNode = ReturnType<typeof lowlight.highlight>['children'][number];

function classOf({ properties }: Extract<HastNode, { type: 'element' }>): string {
  const { className } = properties;
  return Array.isArray(className) ? className.join(' ') : '';
}
