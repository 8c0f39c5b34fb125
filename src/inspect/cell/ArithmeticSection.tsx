import { useCallback, useDeferredValue, useState } from 'react';
import type { Digits } from '../../attention/numbers/numberText.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { useLasting } from '../../controls/useLasting.ts';
import { failureOf } from '../../state/facts/answer.ts';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { useMapsCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectInspectedCell, selectShownTrace, selectTraceIsBehind } from '../../state/shown/pointing/focus.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { headPatch } from '../headPatch.ts';
import { Arithmetic } from './arithmetic/Arithmetic.tsx';
import { STEPS } from './arithmetic/steps.ts';
import { useUnfolding } from './arithmetic/useUnfolding.ts';
import './arithmetic-section.css';

/** The arithmetic of the inspected cell; while it moves, the last cell's numbers stay until the next ones have come. */
export function ArithmeticSection({ theme }: { readonly theme: Theme }) {
  // Put off behind the map, which is there, and moves, at once.
  const trace = useDeferredValue(useAppState(selectShownTrace), null);
  const hasCell = useAppState((state) => selectInspectedCell(state) !== null);
  const isBehind = useLasting(useAppState(selectTraceIsBehind));
  const steps = useUnfolding(STEPS.length);
  const [digits, setDigits] = useState<Digits>('short');
  const failure = useAppState(({ trace }) => failureOf(trace));
  const colorScale = useAppState((state) => state.settings.colorScale);
  const { labels } = useShownTokens();
  const settings = useMapsCaption();
  const { update, notify, retry } = useActions();
  const store = useAppStore();
  const goTo = useCallback((queryHead: number) => update(headPatch(store.getState(), queryHead)), [update, store]);
  const complain = useCallback((text: string) => notify({ id: 'save', text, kind: 'error' }), [notify]);
  if (failure !== undefined)
    return (
      <p className="arithmetic-section__failure" role="alert">
        The cell could not be taken apart. {failure}{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  // Without a text: the map's place says so.
  if (!hasCell) return null;
  if (!trace) return <p className="arithmetic-section__note">Taking the cell apart …</p>;
  return (
    <div className="arithmetic-section" aria-busy={isBehind}>
      <Arithmetic
        trace={trace}
        labels={labels}
        steps={steps}
        digits={digits}
        onDigits={setDigits}
        theme={theme}
        colorScale={colorScale}
        settings={settings}
        onSelectHead={goTo}
        onError={complain}
      />
    </div>
  );
}
