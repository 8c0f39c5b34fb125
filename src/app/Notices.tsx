import type { Notice } from '../state/notices.ts';
import './notices.css';

interface Props {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
  readonly onRetry: () => void;
}

/** Sentences for the user, each dismissible; errors are announced at once, the rest when the reader pauses. */
export function Notices({ notices, onDismiss, onRetry }: Props) {
  return (
    <section className="notices" aria-label="Notices">
      {notices.map((notice) => (
        <div key={notice.id} className="notices__item" data-kind={notice.kind}>
          <p role={notice.kind === 'error' ? 'alert' : 'status'}>{notice.text}</p>
          {notice.action === 'retry' && (
            <button type="button" className="button" onClick={onRetry}>
              Retry
            </button>
          )}
          <button
            type="button"
            className="button button--quiet"
            aria-label={`Dismiss: ${notice.text}`}
            onClick={() => onDismiss(notice.id)}
          >
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
