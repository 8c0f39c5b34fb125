import { useId } from 'react';
import './layer-switch.css';

interface Props {
  readonly layer: 1 | 2;
  readonly onChange: (layer: 1 | 2) => void;
}

const LAYERS = [1, 2] as const;

/** Which of the trained models' layers is on screen. */
export function LayerSwitch({ layer, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="layer-switch" title="Layer 2 reads what layer 1 wrote, and shows the clearer patterns.">
      <legend>Layer</legend>
      {LAYERS.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === layer} onChange={() => onChange(each)} />
          {each}
        </label>
      ))}
    </fieldset>
  );
}
