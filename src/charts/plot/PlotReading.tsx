import type { Mechanism } from '../../attention/types.ts';
import { accent } from '../color/palette.ts';
import './plot.css';

interface Figure {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** Gives the figure its colour. */
  readonly mechanism?: Mechanism | undefined;
}

interface PlotReadingProps {
  /** Where the lines are read, e.g. "10 tokens". */
  readonly at: string;
  readonly figures: readonly Figure[];
}

/** All lines read at one place, above the plot. */
export function PlotReading({ at, figures }: PlotReadingProps) {
  return (
    <p className="plot__reading">
      <span className="plot__read-at">{at}</span>
      {figures.map(({ key, name, value, mechanism }) => (
        <span key={key} style={mechanism && { color: accent(mechanism) }}>
          <b>{name}</b> {value}
        </span>
      ))}
    </p>
  );
}
