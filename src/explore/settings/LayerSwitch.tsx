import { useId } from 'react';

interface Props {
  readonly layer: 1 | 2;
  /** Random weights have one layer, and nothing to switch. */
  readonly isTrained: boolean;
  readonly onChange: (layer: 1 | 2) => void;
}

const LAYERS = [1, 2] as const;

/** Which of the trained models' layers is on screen. */
export function LayerSwitch({ layer, isTrained, onChange }: Props) {
  const name = useId();
  const title = isTrained
    ? 'Layer 2 reads what layer 1 wrote, and shows the clearer patterns.'
    : 'Random weights are one layer; trained ones are two.';
  return (
    <fieldset className="layer-switch" title={title} disabled={!isTrained}>
      <legend>Layer</legend>
      {LAYERS.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={isTrained && each === layer} onChange={() => onChange(each)} />
          {each}
        </label>
      ))}
    </fieldset>
  );
}
