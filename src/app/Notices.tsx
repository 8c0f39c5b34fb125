import { useEffect, useId } from 'react';
import type { Notice } from '../state/facts/notices.ts';
import './notices.css';

interface Props {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
  readonly onRetry: () => void;
}

/** Long enough to read a sentence twice; it covers what it speaks of. */
const PASSING_MS = 6_000;

/** Sentences for the user, each dismissible; errors are announced at once, the rest when the reader pauses. */
export function Notices({ notices, onDismiss, onRetry }: Props) {
  return (
    <section className="notices" aria-label="Notices">
      {notices.map((notice) => (
        <Item key={notice.id} notice={notice} onDismiss={onDismiss} onRetry={onRetry} />
      ))}
    </section>
  );
}

/**
 * The sentence describes the button that dismisses it and is no part of its name: "KV heads" in a sentence would make a
 * second control of that name.
 */
function Item({ notice, onDismiss, onRetry }: Omit<Props, 'notices'> & { readonly notice: Notice }) {
  const id = useId();
  useEffect(() => {
    if (!notice.passing) return;
    const timer = setTimeout(() => onDismiss(notice.id), PASSING_MS);
    return () => clearTimeout(timer);
  }, [notice, onDismiss]);
  return (
    <div className="notices__item" data-kind={notice.kind}>
      <p id={id} role={notice.kind === 'error' ? 'alert' : 'status'}>
        {notice.text}
      </p>
      {notice.action === 'retry' && (
        <button type="button" className="button" onClick={onRetry}>
          Retry
        </button>
      )}
      <button
        type="button"
        className="button button--quiet"
        aria-label="Dismiss"
        aria-describedby={id}
        onClick={() => onDismiss(notice.id)}
      >
        ×
      </button>
    </div>
  );
}
