import { useId, useState } from 'react';
import { formatCount } from '../../attention/format.ts';
import { MAX_SEED } from '../../attention/limits.ts';

interface Props {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

const isSeed = (text: string) => /^\d+$/.test(text) && Number(text) <= MAX_SEED;

/** The seed of all weights and embeddings. While what is typed is no seed, the last one stands and a sentence says why. */
export function SeedField({ seed, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const complaint =
    draft && !isSeed(draft.trim())
      ? `${draft} is not a seed: use an integer from 0 to ${formatCount(MAX_SEED)}.`
      : null;
  return (
    <div className="settings-bar__seed">
      <label htmlFor={id}>Seed</label>
      <span>
        <input
          id={id}
          className="field numeric"
          inputMode="numeric"
          autoComplete="off"
          value={draft ?? seed}
          aria-invalid={complaint !== null}
          aria-describedby={complaint ? `${id}-complaint` : undefined}
          onChange={(event) => {
            const text = event.target.value;
            setDraft(text);
            if (isSeed(text.trim())) onChange(Number(text));
          }}
          onBlur={() => setDraft(null)}
        />
        <button
          type="button"
          className="button"
          aria-label="Next seed"
          title="Next seed: other weights and embeddings"
          onClick={() => onChange((seed + 1) % (MAX_SEED + 1))}
        >
          +1
        </button>
      </span>
      {complaint && (
        <p id={`${id}-complaint`} role="alert" className="settings-bar__complaint">
          {complaint}
        </p>
      )}
    </div>
  );
}
