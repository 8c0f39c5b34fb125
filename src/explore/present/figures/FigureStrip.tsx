import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import { selectShapes } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { PresentFigures } from './PresentFigures.tsx';
import './figure-strip.css';

/** The figures of all three beside the one on screen, each always in the same place. */
export function FigureStrip({ shown }: { shown: Mechanism }) {
  const shapes = useAppState(selectShapes);
  return (
    <ul className="figure-strip numeric" aria-label="Figures of all three">
      {MECHANISMS.map((mechanism) => (
        <li key={mechanism} data-mechanism={mechanism} aria-current={mechanism === shown}>
          <p>
            <b>{MECHANISM_SHORT[mechanism]}</b> {shapes[mechanism].numKvHeads} KV
          </p>
          <PresentFigures mechanism={mechanism} />
        </li>
      ))}
    </ul>
  );
}
