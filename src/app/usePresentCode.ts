import type { ComponentType } from 'react';
import { useLaterCode } from '../controls/later/useLaterCode.ts';
import { reasonIn } from '../errors/sentence.ts';
import type { PresentProps } from '../explore/present/Present.tsx';
import { useHasRested } from '../explore/useHasRested.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';

const loadPresent = async () => (await import('../explore/present/Present.tsx')).Present;

/**
 * Present's code, which comes once all about the first picture is there, or when it is asked for; null until it is here. Where
 * it is asked for and can't be loaded that is said, and the page goes back to Explore.
 */
export function usePresentCode(): ComponentType<PresentProps> | null {
  const isWanted = useAppState((state) => state.settings.present);
  const hasRested = useHasRested();
  const { notify, update } = useActions();
  const [ahead, wanted] = [
    useLaterCode(loadPresent, hasRested),
    useLaterCode(loadPresent, isWanted, (error) => {
      update({ present: false });
      const text = `Present could not be loaded: ${reasonIn(error)}.`;
      notify({ id: 'present', kind: 'error', text, about: ['present'] });
    }),
  ];
  return wanted ?? ahead;
}
