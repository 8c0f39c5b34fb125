import { useEffect, useState } from 'react';
import { sentenceOf } from '../../errors/sentence.ts';
import { useLaterCode } from '../later/useLaterCode.ts';

interface Props {
  readonly label: string;
  /** The text, or what makes it when the button is pressed. */
  readonly text: string | (() => string | Promise<string>);
  readonly disabled?: boolean;
  /** Gets a sentence for the user. */
  readonly onError: (message: string) => void;
}

const SHOWN_MS = 1500;

const loadByHand = async () => (await import('./CopyByHand.tsx')).CopyByHand;

/** Copies a text and says so for a moment in its own place, or shows it, selected, if the browser refuses. */
export function CopyButton({ label, text, disabled = false, onError }: Props) {
  const [copied, setCopied] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const ByHand = useLaterCode(loadByHand, refused !== null, (error) => {
    setRefused(null);
    onError(sentenceOf(error));
  });
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      const whole = typeof text === 'string' ? text : await text();
      if (await isCopied(whole)) setCopied(true);
      else setRefused(whole);
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
      {refused !== null && ByHand && <ByHand label={label} text={refused} onClose={() => setRefused(null)} />}
    </>
  );
}

/** Copies `text`; false if the browser refuses, as all do on plain http, where they have no clipboard for pages. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
