import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { BEYOND_TOOLBAR } from './Toolbar.tsx';
import './disclosure-menu.css';

interface Props {
  readonly label: ReactNode;
  /** The edge of the button that the panel keeps to. */
  readonly align?: 'start' | 'end';
  /** What unfolds; `close` folds it and gives the focus back to the button. */
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button that unfolds a panel. A real button rather than `<summary>`, which has no role of its own: screen readers and
 * scripts find it by role and name. Closes on Escape and on a click or focus elsewhere.
 */
export function DisclosureMenu({ label, align = 'start', children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    // This Escape closed a menu; it must not leave Present or free a cell as well.
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its button and panel let through
    <div ref={menu} className="disclosure-menu" onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        className="disclosure-menu__button button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div id={id} className="disclosure-menu__panel" data-align={align} {...BEYOND_TOOLBAR}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
