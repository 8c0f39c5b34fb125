import { useState } from 'react';
import { linePartsOf } from '../../catalog/glossary/glossary.ts';
import { type GlossaryTerm, TERMS } from '../../catalog/glossary/terms.ts';
import { Term } from './Term.tsx';
import './glossary.css';

/** All words of the screen, each with its line and its source, folded away. */
export function Glossary() {
  const [open, setOpen] = useState(false);
  return (
    <details className="glossary" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Glossary: {TERMS.length} words</summary>
      {open && (
        <dl className="glossary__list">
          {TERMS.map((entry) => (
            <GlossaryEntry key={entry.term} entry={entry} />
          ))}
        </dl>
      )}
    </details>
  );
}

function GlossaryEntry({ entry }: { readonly entry: GlossaryTerm }) {
  const { term, also, source } = entry;
  return (
    <div>
      <dt>
        <dfn>{term}</dfn>
        {also && <span className="glossary__also"> also: {also.join(', ')}</span>}
      </dt>
      <dd translate="no">
        {linePartsOf(entry).map((part) =>
          part.term ? (
            <Term key={part.text} word={part.term.term}>
              {part.text}
            </Term>
          ) : (
            part.text
          ),
        )}{' '}
        <span className="glossary__source">{source}</span>
      </dd>
    </div>
  );
}
