import type { Theme } from '../../charts/palette.ts';
import { selectShownTrace } from '../../state/selectors.ts';
import { useShownTokens } from '../../state/shownTokens.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';
import { useMapsCaption } from '../../state/useRunCaption.ts';
import { selectHead } from '../selectHead.ts';
import { Arithmetic } from './arithmetic/Arithmetic.tsx';
import './arithmetic-section.css';

/** The arithmetic of the inspected cell; while it moves, the last cell's numbers stay until the next ones have come. */
export function ArithmeticSection({ theme }: { readonly theme: Theme }) {
  const trace = useAppState(selectShownTrace);
  const { phase, error } = useAppState((state) => state.trace);
  const locked = useAppState((state) => state.settings.lockedCell);
  const colorScale = useAppState((state) => state.settings.colorScale);
  const { labels } = useShownTokens();
  const settings = useMapsCaption();
  const { update, notify, retry } = useActions();
  if (phase === 'failed')
    return (
      <p className="arithmetic-section__failure" role="alert">
        The cell could not be taken apart. {error}{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  if (!trace) return <p className="arithmetic-section__note">{phase === 'loading' && 'Taking the cell apart …'}</p>;
  return (
    <Arithmetic
      trace={trace}
      labels={labels}
      theme={theme}
      colorScale={colorScale}
      settings={settings}
      onSelectHead={(queryHead) => update(selectHead(queryHead, locked))}
      onError={(text) => notify({ id: 'save', text, kind: 'error' })}
    />
  );
}
