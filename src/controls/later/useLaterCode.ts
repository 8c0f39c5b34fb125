import { type ComponentType, useEffect, useRef, useState } from 'react';

/**
 * A component whose code comes once `isDue`; null until it is here. A failure is told to `onFailure`, and the code is asked for
 * again when it is due again.
 *
 * @param load the same function as long as the same component is meant
 */
export function useLaterCode<Props>(
  load: () => Promise<ComponentType<Props>>,
  isDue: boolean,
  onFailure?: (error: unknown) => void,
): ComponentType<Props> | null {
  const [Component, setComponent] = useState<ComponentType<Props> | null>(null);
  const tell = useRef(onFailure);
  tell.current = onFailure;
  const isWanted = isDue && Component === null;
  useEffect(() => {
    if (!isWanted) return;
    load().then(
      (loaded) => setComponent(() => loaded),
      (error) => tell.current?.(error),
    );
  }, [load, isWanted]);
  return Component;
}
