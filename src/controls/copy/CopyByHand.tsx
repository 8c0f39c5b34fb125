import { useEffect, useId, useRef } from 'react';
import { ModalCover } from '../ModalCover.tsx';
import './copy-by-hand.css';

export interface CopyByHandProps {
  /** The button that was pressed. */
  readonly label: string;
  readonly text: string;
  readonly onClose: () => void;
}

/** A text that the browser did not let the page copy, selected: browsers keep the clipboard from pages on plain http. */
export function CopyByHand({ label, text, onClose }: CopyByHandProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  return (
    <ModalCover name={label} className="copy-by-hand" onClose={onClose}>
      <label htmlFor={id}>
        This browser did not let the page copy. The text is selected: copy it with Ctrl+C, or with ⌘C on a Mac.
      </label>
      <textarea ref={box} id={id} className="field" readOnly rows={8} spellCheck={false} translate="no" value={text} />
      <form method="dialog" data-beyond-toolbar="">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </ModalCover>
  );
}
