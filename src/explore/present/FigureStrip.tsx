import { formatBytes, formatCount, formatPercent } from '../../attention/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { selectCache, selectParameters, selectShapes } from '../../state/selectors.ts';
import { useAppState } from '../../state/useAppState.tsx';

/** The figures of the mechanisms that are not on screen, a line each. */
export function FigureStrip({ mechanisms }: { mechanisms: readonly Mechanism[] }) {
  const shapes = useAppState(selectShapes);
  const parameters = useAppState(selectParameters);
  const cache = useAppState(selectCache);
  return (
    <ul className="figure-strip numeric" aria-label="The other mechanisms">
      {mechanisms.map((mechanism) => (
        <li key={mechanism} data-mechanism={mechanism}>
          <b>{MECHANISM_SHORT[mechanism]}</b> {shapes[mechanism].numKvHeads} KV · {formatBytes(cache[mechanism].bytes)}{' '}
          ({formatPercent(cache[mechanism].shareOfMha)}) · {formatCount(parameters[mechanism].counts.total)}
        </li>
      ))}
    </ul>
  );
}
