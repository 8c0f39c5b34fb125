import { ModalCover } from '../../controls/ModalCover.tsx';
import { PRESENT_KEYS } from './keys.ts';
import './key-list.css';

/** The keys of Present, in a dialog over the picture. */
export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <ModalCover name="Keys" className="key-list" onClose={onClose}>
      <dl>
        {PRESENT_KEYS.map(({ print, does }) => (
          <div key={does}>
            <dt>
              {print.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        {/* The browser's own: a page may not take the whole screen for itself, and Escape stays ours. */}
        <div>
          <dt>
            <kbd>F11</kbd>
          </dt>
          <dd>the browser’s full screen</dd>
        </div>
      </dl>
      <form method="dialog">
        <p>While you type in the text, letters are letters: Enter gives the keys back.</p>
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </ModalCover>
  );
}
