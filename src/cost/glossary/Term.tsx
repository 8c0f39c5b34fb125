import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { findTerm, plainLineOf } from '../../catalog/glossary/glossary.ts';
import { tipPlace } from './tipPlace.ts';
import './term.css';

interface TermProps {
  /** The word, or another word for it, as the glossary has it. */
  readonly word: string;
  /** How the text calls it; the word itself if left out. */
  readonly children?: ReactNode;
}

/**
 * A word with its line and its source: on hover, on focus and on a tap. It is a button, and the line its description. A word that
 * the glossary does not have is plain text.
 */
export function Term({ word, children = word }: TermProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const term = findTerm(word);

  useLayoutEffect(() => {
    const [box, shown] = [root.current, tip.current];
    if (!open || !box || !shown) return;
    // In the browser's top layer no box that scrolls cuts it. Browsers without one have `position: fixed` alone.
    shown.showPopover?.();
    const place = () => {
      // A word that is broken over two lines has a box for each.
      const [first] = box.getClientRects();
      const anchor = first ?? box.getBoundingClientRect();
      const { clientWidth: width, clientHeight: height } = document.documentElement;
      const { left, top } = tipPlace(anchor, shown.getBoundingClientRect(), { width, height });
      shown.style.left = `${left}px`;
      shown.style.top = `${top}px`;
    };
    place();
    // The focus scrolls a word into sight, and its tip has to come along.
    document.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      document.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      shown.hidePopover?.();
    };
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const close = () => setOpen(false);
    const closeOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) close();
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // This Escape closed a tip; it must not leave anything else as well.
      event.preventDefault();
      event.stopPropagation();
      close();
    };
    document.addEventListener('pointerdown', closeOutside);
    // Before React hears of it, and wherever the focus is: a tip that only hovers is closed by it, too.
    document.addEventListener('keydown', closeOnEscape, true);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('keydown', closeOnEscape, true);
    };
  }, [open]);

  if (!term) return children;
  return (
    <span
      ref={root}
      className="term"
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && setOpen(true)}
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && setOpen(false)}
    >
      <button
        type="button"
        className="term__word"
        aria-describedby={id}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <span ref={tip} id={id} role="tooltip" popover="manual" className="term__tip" data-open={open}>
        {plainLineOf(term)} <span className="term__source">{term.source}</span>
      </span>
    </span>
  );
}
