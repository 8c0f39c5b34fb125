import { useMemo } from 'react';
import type { FigureProps } from '../../charts/cost/shared/figureProps.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import type { CostSetup } from '../costSetup.ts';
import { settingsOf } from '../settingsOf.ts';

/** Returns what every figure of the screen needs to be saved: its settings, and who hears of a file that can't be made. */
export function useFigure(setup: CostSetup): Pick<FigureProps, 'settings' | 'onError'> {
  const { notify } = useActions();
  return useMemo(
    () => ({
      settings: settingsOf(setup),
      onError: (text: string) => notify({ id: 'save', kind: 'error', text }),
    }),
    [setup, notify],
  );
}
