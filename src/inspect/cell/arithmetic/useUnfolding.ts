import { useMemo, useState } from 'react';

export interface Unfolding {
  readonly isOpen: (step: number) => boolean;
  readonly toggle: (step: number) => void;
  /** The first folded step; undefined where all are open. */
  readonly next: number | undefined;
  readonly openNext: () => void;
  readonly isAllOpen: boolean;
  readonly setAll: (open: boolean) => void;
}

const NONE: ReadonlySet<number> = new Set();

/** Which of `count` steps are unfolded: none to begin with, so that all results are seen. The same object until that changes. */
export function useUnfolding(count: number): Unfolding {
  const [open, setOpen] = useState<ReadonlySet<number>>(NONE);
  return useMemo(() => {
    const next = Array.from({ length: count }, (_, step) => step).find((step) => !open.has(step));
    const toggle = (step: number) => setOpen((steps) => toggled(steps, step));
    return {
      isOpen: (step) => open.has(step),
      toggle,
      next,
      openNext: () => next !== undefined && toggle(next),
      isAllOpen: next === undefined,
      setAll: (all) => setOpen(new Set(Array.from({ length: all ? count : 0 }, (_, step) => step))),
    };
  }, [open, count]);
}

function toggled(steps: ReadonlySet<number>, step: number): ReadonlySet<number> {
  const changed = new Set(steps);
  if (!changed.delete(step)) changed.add(step);
  return changed;
}
