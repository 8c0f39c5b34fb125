import { useEffect, useState } from 'react';
import { sentenceOf } from '../errors/sentence.ts';

interface Props {
  readonly label: string;
  /** The text, or what makes it when the button is pressed. */
  readonly text: string | (() => string | Promise<string>);
  readonly disabled?: boolean;
  /** Gets a sentence for the user. */
  readonly onError: (message: string) => void;
}

const SHOWN_MS = 1500;

/** Copies a text and says so for a moment in its own place. */
export function CopyButton({ label, text, disabled = false, onError }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await copyText(typeof text === 'string' ? text : await text());
      setCopied(true);
    } catch (error) {
      onError(sentenceOf(error));
    }
  };
  return (
    <>
      <button type="button" className="button" disabled={disabled} onClick={copy}>
        {label}
        {copied && ' ✓'}
      </button>
      <span className="visually-hidden" role="status">
        {copied ? `${label}: done` : ''}
      </span>
    </>
  );
}

/** Copies text; rejects with a sentence if the browser refuses, so that the page can show it. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error('This browser did not let the page copy: select the text and copy it by hand.');
  }
}
