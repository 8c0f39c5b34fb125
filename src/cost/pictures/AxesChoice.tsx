import { Select } from '../../controls/Select.tsx';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';

interface Props {
  readonly axes: CostChoice['axes'];
  readonly onChange: (patch: Pick<CostChoice, 'axes'>) => void;
}

const NAMES: Readonly<Record<CostChoice['axes'], string>> = { linear: 'linear', log: 'logarithmic' };

/** How the axes of bytes and tokens are divided. */
export function AxesChoice({ axes, onChange }: Props) {
  return <Select label="Axes" value={axes} options={NAMES} onChange={(next) => onChange({ axes: next })} />;
}
