import { Select } from '../../controls/Select.tsx';
import type { WeightsChoice } from '../../state/facts/settings.ts';

interface Props {
  readonly weights: WeightsChoice;
  /** What the user's own models are called, where there are any. */
  readonly ownModels: string | undefined;
  readonly onChange: (weights: WeightsChoice) => void;
}

const SHIPPED = { random: 'random (untrained)', trained: 'trained' } as const;

/** Where the weights come from. The user's own models are a choice once there are some. */
export function WeightsSelect({ weights, ownModels, onChange }: Props) {
  const options: Partial<Record<WeightsChoice, string>> =
    ownModels === undefined ? SHIPPED : { ...SHIPPED, own: `yours: ${ownModels}` };
  return (
    <Select
      label="Weights"
      value={weights}
      options={options as Readonly<Record<WeightsChoice, string>>}
      title="Random: drawn from the seed. Trained: three models that learned to find things in a sequence."
      onChange={onChange}
    />
  );
}
