import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';

interface Props {
  /** What its controls have in common. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Marks what opens out of a control and has Tab stops of its own. */
export const BEYOND_TOOLBAR = { 'data-beyond-toolbar': '' } as const;

/**
 * Controls that are one Tab stop together: the arrow keys, Home and End go from one to the next, and Tab comes back to the
 * one that had the focus last. See the ARIA Authoring Practices, toolbar.
 */
export function Toolbar({ label, className, children }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const stop = useRef<HTMLElement | undefined>(undefined);

  const mark = () => {
    const controls = controlsOf(bar.current);
    if (!stop.current || !controls.includes(stop.current)) [stop.current] = controls;
    for (const control of controls) control.tabIndex = control === stop.current ? 0 : -1;
  };
  // The controls come and go by themselves, and may be disabled.
  useLayoutEffect(() => {
    if (!bar.current) return;
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(bar.current, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    return () => observer.disconnect();
  });

  const onFocus = ({ target }: FocusEvent) => {
    if (!controlsOf(bar.current).includes(target as HTMLElement)) return;
    stop.current = target as HTMLElement;
    mark();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const controls = controlsOf(bar.current);
    const next = controls[nextIndex(event.key, controls.indexOf(event.target as HTMLElement), controls.length)];
    if (!next || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // A select would change its value.
    event.preventDefault();
    next.focus();
  };
  return (
    <div ref={bar} role="toolbar" aria-label={label} className={className} onFocus={onFocus} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function controlsOf(bar: HTMLElement | null): HTMLElement[] {
  const all = bar?.querySelectorAll<HTMLElement>(':is(button, select, summary):not(:disabled)') ?? [];
  return [...all].filter((control) => !control.closest('[data-beyond-toolbar]'));
}

/** The index of the control that a key leads to from that of `index`; -1 for keys that lead nowhere, and from elsewhere. */
export function nextIndex(key: string, index: number, count: number): number {
  if (index < 0) return -1;
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
