import { type RefCallback, useCallback, useState } from 'react';

/** An element's content box and type size, all in CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** The element's computed font size: a picture in an `em` box grows with the type around it. */
  readonly fontSize: number;
}

/**
 * Measures the element that takes the returned ref, now and whenever its box changes. `null` until it is mounted,
 * and while it is hidden.
 * A change of type alone is noticed because every box that uses this has its height in `em`.
 */
export function useSize(): readonly [RefCallback<Element>, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const measure = () => {
      const next = {
        width: element.clientWidth,
        height: element.clientHeight,
        fontSize: Number.parseFloat(getComputedStyle(element).fontSize),
      };
      if (next.width === 0) return setSize(null);
      // The same box again must not render again.
      setSize((known) =>
        known && known.width === next.width && known.height === next.height && known.fontSize === next.fontSize
          ? known
          : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
