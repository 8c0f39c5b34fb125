import { useEffect, useRef } from 'react';
import { PRESENT_KEYS } from './keys.ts';

/** The keys of Present, in a dialog over the picture. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="key-list" aria-label="Keys" onClose={onClose}>
      <dl>
        {PRESENT_KEYS.map(({ print, does }) => (
          <div key={print}>
            <dt>
              <kbd>{print}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
