import { useId, useState } from 'react';
import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import type { CostSetup } from '../costSetup.ts';
import { folderOf, serveLine } from './serveLine.ts';
import './serve-part.css';

interface ServePartProps {
  readonly setup: CostSetup;
  /** Gets a sentence for the user when the line can't be copied. */
  readonly onError: (message: string) => void;
}

/** The line that serves the choice with vLLM, to copy, with what it assumes and what it cannot say. */
export function ServePart({ setup, onError }: ServePartProps) {
  const id = useId();
  const [typed, setTyped] = useState<{ readonly of: string; readonly name: string } | null>(null);
  // A name belongs to the model that it was typed for.
  const name = typed?.of === setup.model.name ? typed.name : folderOf(setup);
  const line = serveLine(setup, name);
  return (
    <section className="serve-part card" aria-label="Serve it with vLLM">
      <h2>Serve it with vLLM</h2>
      <p className="serve-part__name">
        <label htmlFor={id}>Name on Hugging Face, or folder</label>
        <input
          id={id}
          className="field"
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setTyped({ of: setup.model.name, name: event.target.value })}
        />
      </p>
      {line.ok ? (
        <>
          <pre translate="no" className="serve-part__line">
            {line.value.command}
          </pre>
          <div>
            <CopyButton label="Copy the command" text={line.value.command} onError={onError} />
          </div>
          <div className="serve-part__said">
            <Sentences title="What it assumes" sentences={line.value.assumes} />
            <Sentences title="What it cannot say" sentences={line.value.cannotSay} />
          </div>
        </>
      ) : (
        <p role="status">{line.reason}</p>
      )}
    </section>
  );
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
