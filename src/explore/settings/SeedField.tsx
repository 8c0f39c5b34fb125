import { MAX_SEED } from '../../attention/limits.ts';
import { IntegerField } from '../../controls/IntegerField.tsx';

interface Props {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

/** The seed of all weights and embeddings, and a button for other ones. */
export function SeedField({ seed, onChange }: Props) {
  return (
    <div className="settings-bar__seed">
      <IntegerField label="Seed" value={seed} min={0} max={MAX_SEED} onChange={onChange} />
      <button
        type="button"
        className="button"
        aria-label="+1: other weights and embeddings"
        title="Other weights and embeddings"
        onClick={() => onChange((seed + 1) % (MAX_SEED + 1))}
      >
        +1
      </button>
    </div>
  );
}
