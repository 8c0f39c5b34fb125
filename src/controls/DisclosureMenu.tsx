import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import './disclosure-menu.css';

interface Props {
  readonly label: ReactNode;
  /** The edge of the button that the panel keeps to. */
  readonly align?: 'start' | 'end';
  /** What unfolds; `close` folds it and gives the focus back to the button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that unfolds a panel: native `<details>`, so keyboard and screen readers know it. Closes on Escape and on a click or focus elsewhere. */
export function DisclosureMenu({ label, align = 'start', children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);

  useEffect(() => {
    const closeOutside = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, []);

  const close = () => {
    if (menu.current) menu.current.open = false;
    summary.current?.focus();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !menu.current?.open) return;
    // This Escape closed a menu; it must not leave Present or free a cell as well.
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <details ref={menu} className="disclosure-menu" onKeyDown={closeOnEscape}>
      <summary ref={summary} className="button">
        {label}
      </summary>
      <div className="disclosure-menu__panel" data-align={align}>
        {children(close)}
      </div>
    </details>
  );
}
