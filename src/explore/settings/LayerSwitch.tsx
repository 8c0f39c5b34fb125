import { useId } from 'react';
import { LAYERS } from '../../attention/trained/shape.ts';
import './layer-switch.css';

interface Props {
  readonly layer: number;
  readonly onChange: (layer: number) => void;
}

const NUMBERS = Array.from({ length: LAYERS }, (_, index) => index + 1);

/** Which of the trained models' layers is on screen. */
export function LayerSwitch({ layer, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="layer-switch" title="Layer 2 reads what layer 1 wrote, and shows the clearer patterns.">
      <legend>Layer</legend>
      {NUMBERS.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === layer} onChange={() => onChange(each)} />
          {each}
        </label>
      ))}
    </fieldset>
  );
}
