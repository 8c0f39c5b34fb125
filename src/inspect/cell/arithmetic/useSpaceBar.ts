import { type RefObject, useEffect, useRef } from 'react';

/** What the space bar works itself, or types a space into. */
const CONTROLS = 'button, summary, input, select, textarea, a[href], [role=grid], [role=tab], [contenteditable]';

/** Calls `onSpace` on a space bar pressed anywhere in the tab panel around `inside` that has no use of its own for it. */
export function useSpaceBar(inside: RefObject<Element | null>, onSpace: () => boolean): void {
  const latest = useRef(onSpace);
  useEffect(() => {
    latest.current = onSpace;
  });
  useEffect(() => {
    const panel = inside.current?.closest<HTMLElement>('[role=tabpanel]') ?? inside.current;
    if (!panel) return;
    const press = (event: Event) => {
      const { key, target, defaultPrevented, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
      if (key !== ' ' || defaultPrevented || ctrlKey || metaKey || altKey) return;
      if ((target as Element).closest(CONTROLS)) return;
      // Else the page scrolls.
      if (latest.current()) event.preventDefault();
    };
    panel.addEventListener('keydown', press);
    return () => panel.removeEventListener('keydown', press);
  }, [inside]);
}
