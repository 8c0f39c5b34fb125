import { scaleLinear } from 'd3-scale';
import './candidates.css';

export interface Candidate {
  readonly key: string;
  /** What the token reads as. */
  readonly label: string;
  /** 0 … 1 */
  readonly probability: number;
}

interface Props {
  /** The likeliest first. */
  readonly candidates: readonly Candidate[];
  readonly onChoose: (key: string) => void;
}

const width = scaleLinear().domain([0, 1]).range([0, 100]);

/** Guesses of the next token as buttons, each with its probability in figures and as a bar: all of the button for 1. */
export function Candidates({ candidates, onChoose }: Props) {
  return (
    <ul className="candidates numeric">
      {candidates.map(({ key, label, probability }) => (
        <li key={key}>
          <button
            type="button"
            className="candidates__button"
            title={`Put “${label}” at the end of the text: probability ${probability.toFixed(2)}`}
            onClick={() => onChoose(key)}
          >
            <bdi translate="no">{label}</bdi> {probability.toFixed(2)}
            <i style={{ inlineSize: `${width(probability)}%` }} />
          </button>
        </li>
      ))}
    </ul>
  );
}
