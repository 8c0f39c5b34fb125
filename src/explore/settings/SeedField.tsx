import { MAX_SEED } from '../../attention/limits.ts';
import { IntegerField } from '../../controls/IntegerField.tsx';

interface Props {
  readonly seed: number;
  /** Whether it draws the weights as well; with trained ones it draws the words' vectors alone. */
  readonly drawsWeights: boolean;
  readonly onChange: (seed: number) => void;
}

/** The seed of weights and embeddings, and a button for other ones. */
export function SeedField({ seed, drawsWeights, onChange }: Props) {
  const others = drawsWeights ? 'other weights and embeddings' : 'other vectors for the words';
  return (
    <div className="model-settings__seed">
      <IntegerField label="Seed" value={seed} min={0} max={MAX_SEED} onChange={onChange} />
      <button
        type="button"
        className="button"
        aria-label={`+1: ${others}`}
        title={`O${others.slice(1)}`}
        onClick={() => onChange((seed + 1) % (MAX_SEED + 1))}
      >
        +1
      </button>
    </div>
  );
}
