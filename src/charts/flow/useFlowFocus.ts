import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { nextToken } from './keys.ts';
import type { FlowToken } from './layout.ts';

interface FlowFocusOptions {
  /** How many there are. */
  readonly tokens: number;
  /** The token that the keyboard is on. */
  readonly onFocus: (token: FlowToken | null) => void;
  readonly onToggle: (queryPosition: number) => void;
  /** Null where nothing is selected: Escape is then for whoever is around. */
  readonly onClear: (() => void) | null;
  /** Brings the mark of the focused token into view. */
  readonly onReveal: () => void;
}

/** The keyboard among the tokens. The browser's own focus is the truth: it is read in `onFocus`, and only moved here. */
export function useFlowFocus(box: RefObject<HTMLElement | null>, options: FlowFocusOptions) {
  const { tokens, onFocus, onToggle, onClear, onReveal } = options;
  const [stop, setStop] = useState<FlowToken>({ side: 'query', position: 0 });
  // In a long text, moving may take away the very element that has the focus: what is focused then tells nothing.
  const follows = useRef(false);
  const position = Math.min(stop.position, tokens - 1);
  const { side } = stop;

  useLayoutEffect(() => {
    if (follows.current) focusOn(box.current, { side, position });
    follows.current = false;
  }, [box, side, position]);

  function goTo(token: FlowToken) {
    if (token.side === side && token.position === position) focusOn(box.current, token);
    else follows.current = true;
    setStop(token);
  }

  return {
    active: { side, position } satisfies FlowToken,
    goTo,
    tokenOf,
    handlers: {
      onFocus(event: FocusEvent<HTMLElement>) {
        const token = tokenOf(event.target);
        if (!token) return;
        setStop(token);
        // After a click, what is selected is to be seen, not what was clicked last.
        if (!event.target.matches(':focus-visible')) return;
        onFocus(token);
        // What has the focus is out of sight: the page must be scrolled to where its token is drawn.
        onReveal();
      },
      onBlur(event: FocusEvent<HTMLElement>) {
        if (!event.currentTarget.contains(event.relatedTarget)) onFocus(null);
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
        const { key } = event;
        const next = nextToken(key, { side, position }, tokens);
        const selects = (key === 'Enter' || key === ' ') && side === 'query';
        if (next) goTo(next);
        else if (selects) onToggle(position);
        else if (key === 'Escape' && onClear) onClear();
        else return;
        // Ours: neither the page's scrolling nor the app's own keys should act on it, too.
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}

function tokenOf(target: EventTarget): FlowToken | null {
  const { side, position } = target instanceof HTMLElement ? target.dataset : {};
  if ((side !== 'query' && side !== 'key') || position === undefined) return null;
  return { side, position: Number(position) };
}

function focusOn(root: HTMLElement | null, { side, position }: FlowToken) {
  root
    ?.querySelector<HTMLElement>(`[data-side="${side}"][data-position="${position}"]`)
    ?.focus({ preventScroll: true });
}
