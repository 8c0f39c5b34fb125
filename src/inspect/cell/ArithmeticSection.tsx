import { useCallback, useDeferredValue } from 'react';
import type { Theme } from '../../charts/palette.ts';
import { selectShownTrace } from '../../state/selectors.ts';
import { useShownTokens } from '../../state/shownTokens.ts';
import { useActions, useAppState, useAppStore } from '../../state/useAppState.tsx';
import { useMapsCaption } from '../../state/useRunCaption.ts';
import { selectHead } from '../selectHead.ts';
import { Arithmetic } from './arithmetic/Arithmetic.tsx';
import './arithmetic-section.css';

/** The arithmetic of the inspected cell; while it moves, the last cell's numbers stay until the next ones have come. */
export function ArithmeticSection({ theme }: { readonly theme: Theme }) {
  // Put off behind the map, which moves at once.
  const trace = useDeferredValue(useAppState(selectShownTrace));
  const failure = useAppState(({ trace: { phase, error } }) => (phase === 'failed' ? error : undefined));
  const colorScale = useAppState((state) => state.settings.colorScale);
  const { labels } = useShownTokens();
  const settings = useMapsCaption();
  const { update, notify, retry } = useActions();
  const store = useAppStore();
  const goTo = useCallback(
    (queryHead: number) => update(selectHead(queryHead, store.getState().settings.lockedCell)),
    [update, store],
  );
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
  if (!trace) return <p className="arithmetic-section__note">Taking the cell apart …</p>;
  return (
    <Arithmetic
      trace={trace}
      labels={labels}
      theme={theme}
      colorScale={colorScale}
      settings={settings}
      onSelectHead={goTo}
      onError={complain}
    />
  );
}
