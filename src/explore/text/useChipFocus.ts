import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** The position of the chip that `target` is or is in. */
function positionOf(target: EventTarget): number | null {
  const position = (target as Element).closest<HTMLElement>('[data-position]')?.dataset['position'];
  return position === undefined ? null : Number(position);
}

/**
 * A word asks while its chip is pointed at or has the focus; a click or a tap keeps it asking, the next one lets it go. The
 * chips are one Tab stop: arrows go from chip to chip. Returns the position of that stop, and what the list listens to.
 */
export function useChipFocus(count: number, isRightToLeft: boolean) {
  const { setAskingToken } = useActions();
  const [stop, setStop] = useState(0);
  const [kept, setKept] = useState<number | null>(null);
  const tabStop = Math.min(stop, count - 1);

  function next(key: string, from: number): number | null {
    const forth = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const to = { [forth]: from + 1, [back]: from - 1, Home: 0, End: count - 1 }[key];
    return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
  }

  function letGo(element: HTMLElement): void {
    setKept(null);
    setAskingToken(null);
    element.blur();
  }

  const handlers = {
    onPointerMove({ target, pointerType }: PointerEvent) {
      if (pointerType !== 'touch') setAskingToken(positionOf(target) ?? kept);
    },
    onPointerLeave({ pointerType }: PointerEvent) {
      if (pointerType !== 'touch') setAskingToken(kept);
    },
    onClick({ target }: MouseEvent) {
      const position = positionOf(target);
      if (position === null) return;
      if (position === kept) return letGo((target as Element).closest('button') as HTMLElement);
      setKept(position);
      setAskingToken(position);
    },
    onFocus({ target }: FocusEvent<HTMLElement>) {
      const position = positionOf(target);
      if (position === null) return;
      setStop(position);
      // A press focuses as well: the click that ends it decides.
      if (target.matches(':focus-visible')) setAskingToken(position);
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      if (currentTarget.contains(relatedTarget)) return;
      setKept(null);
      setAskingToken(null);
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const { key, target, currentTarget, ctrlKey, metaKey, altKey } = event;
      const position = positionOf(target);
      if (position === null || ctrlKey || metaKey || altKey) return;
      if (key === 'Escape') {
        event.preventDefault();
        return setAskingToken(null);
      }
      const to = next(key, position);
      if (to === null) return;
      event.preventDefault();
      setKept(null);
      currentTarget.querySelector<HTMLElement>(`[data-position="${to}"]`)?.focus();
    },
  };
  return { tabStop, handlers };
}
