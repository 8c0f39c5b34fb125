import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { MarkedCode } from '../../takeaway/code/markedCode.ts';
import './code-text.css';
import { type CodeSpan, highlightedLines, type Language } from './highlight.ts';

interface CodeTextProps {
  readonly code: MarkedCode;
  readonly language: Language;
  /** What the program is, e.g. "GQA in PyTorch". */
  readonly name: string;
}

/** A program in colours, the lines that other mechanisms lack marked by a sign, a tint and words. */
export function CodeText({ code: { text, lackedBy }, language, name }: CodeTextProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, and a section would be one more landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls needs the focus to be scrolled by keys
    <div className="card code-text" role="group" aria-label={name} tabIndex={0}>
      <pre translate="no" className="code-text__pre">
        <code translate="no" className="code-text__code">
          {highlightedLines(text, language).map((spans, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <Line key={index} spans={spans} lackedBy={lackedBy[index] ?? []} />
          ))}
        </code>
      </pre>
    </div>
  );
}

interface LineProps {
  readonly spans: readonly CodeSpan[];
  /** The mechanisms whose program has no such line. */
  readonly lackedBy: readonly Mechanism[];
}

function Line({ spans, lackedBy }: LineProps) {
  const differs = lackedBy.length > 0;
  return (
    <span className={differs ? 'code-text__line code-text__line--differs' : 'code-text__line'}>
      {differs && <Mark lackedBy={lackedBy} />}
      {spans.map(({ text, className }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line are told apart by their order alone
        <span key={index} className={className || undefined}>
          {text}
        </span>
      ))}
      {'\n'}
    </span>
  );
}

/** No part of what a selection copies. */
function Mark({ lackedBy }: { lackedBy: readonly Mechanism[] }) {
  return (
    <span className="code-text__mark">
      <span aria-hidden="true">≠</span>
      <span className="visually-hidden">
        not in {lackedBy.map((mechanism) => MECHANISM_SHORT[mechanism]).join(', ')}:{' '}
      </span>
    </span>
  );
}
