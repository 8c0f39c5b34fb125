import { type ComponentType, useEffect, useState } from 'react';
import { reasonIn } from '../errors/sentence.ts';
import type { PresentProps } from '../explore/present/Present.tsx';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectIsSettled } from '../state/shown/isSettled.ts';
import { whenPageRests } from '../state/work/whenIdle.ts';

const loadPresent = async () => (await import('../explore/present/Present.tsx')).Present;

/**
 * Present's code, which comes once all about the first picture is there, or when it is asked for; null until it is here. Where it can't be
 * loaded that is said, and the page goes back to Explore.
 */
export function usePresentCode(): ComponentType<PresentProps> | null {
  const [Present, setPresent] = useState<ComponentType<PresentProps> | null>(null);
  const isWanted = useAppState((state) => state.settings.present);
  const isDue = useAppState(selectIsSettled);
  const isHere = Present !== null;
  const { notify, update } = useActions();
  useEffect(() => {
    if (isHere || isWanted || !isDue) return;
    // What nobody asked for yet fails without a word, and is asked for again when somebody does.
    return whenPageRests()(() => void loadPresent().then((component) => setPresent(() => component), ignore));
  }, [isHere, isWanted, isDue]);
  useEffect(() => {
    if (isHere || !isWanted) return;
    loadPresent().then(
      (component) => setPresent(() => component),
      (error) => {
        notify({ id: 'present', kind: 'error', text: `Present could not be loaded: ${reasonIn(error)}.` });
        update({ present: false });
      },
    );
  }, [isHere, isWanted, notify, update]);
  return Present;
}

function ignore(): void {}
