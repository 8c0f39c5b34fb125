import { type RefObject, useEffect, useRef } from 'react';
import { download } from './download.ts';
import './save-menu.css';

interface SaveMenuProps {
  /** What is saved, for those who don't see where the menu stands, e.g. "parameters". */
  readonly label: string;
  /** Without extension. */
  readonly fileName: string;
  /** A format that is left out is not offered. */
  readonly png?: (() => Promise<Blob>) | undefined;
  readonly svg?: (() => string | Promise<string>) | undefined;
  readonly csv: () => string;
  /** Gets a sentence for the user. */
  readonly onError: (message: string) => void;
}

/** A button that unfolds into the formats a figure can be saved in. Closes on a choice, on Escape and on a click elsewhere. */
export function SaveMenu({ label, fileName, png, svg, csv, onError }: SaveMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  useCloseOutside(menu);

  const close = () => {
    if (menu.current) menu.current.open = false;
    summary.current?.focus();
  };
  const save = async (extension: string, file: () => Blob | Promise<Blob>) => {
    close();
    try {
      download(await file(), `${fileName}.${extension}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onError(`${fileName}.${extension} could not be saved: ${reason}`);
    }
  };
  return (
    <details
      ref={menu}
      className="save-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return;
        // This Escape closed a menu; it must not leave Present as well.
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <summary ref={summary} className="save-menu__button button">
        Save<span className="visually-hidden"> {label}</span>
      </summary>
      <div className="save-menu__formats">
        {png && <Format name="PNG" onChoose={() => save('png', png)} />}
        {svg && (
          <Format
            name="SVG"
            onChoose={() => save('svg', async () => new Blob([await svg()], { type: 'image/svg+xml' }))}
          />
        )}
        <Format name="CSV" onChoose={() => save('csv', () => new Blob([csv()], { type: 'text/csv;charset=utf-8' }))} />
      </div>
    </details>
  );
}

function Format({ name, onChoose }: { readonly name: string; readonly onChoose: () => void }) {
  return (
    <button type="button" className="save-menu__format" onClick={onChoose}>
      {name}
    </button>
  );
}

/** Closes `menu` when the pointer goes down, or the focus moves, anywhere else. */
function useCloseOutside(menu: RefObject<HTMLDetailsElement | null>): void {
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
  }, [menu]);
}
