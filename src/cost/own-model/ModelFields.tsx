import { useId, useState } from 'react';
import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { type DraftFacts, EMPTY_DRAFT, type ModelDraft, modelOfDraft, NO_FACTS } from './fields/modelDraft.ts';
import type { DefaultValue, ReadDraft } from './reading.ts';

interface ModelFieldsProps {
  /** What a file has filled in; null begins with empty fields. */
  readonly start: ReadDraft | null;
  readonly onModel: (model: CostModel, from: string, defaults: readonly DefaultValue[]) => void;
}

/** Labels, and what an empty field means. */
const FIELDS: readonly (readonly [field: keyof ModelDraft, label: string, hint: string])[] = [
  ['name', 'Name', 'own model'],
  ['layers', 'Layers with K and V', 'needed'],
  ['queryHeads', 'Query heads', 'needed'],
  ['kvHeads', 'KV heads', 'default: as query heads'],
  ['headDim', 'Head dimension', 'default: d_model ÷ query heads'],
  ['dModel', 'd_model', 'not known'],
  ['parameters', 'Parameters', 'not known'],
  ['activeParameters', 'Parameters a token passes', 'all of them'],
  ['maxContext', 'Longest context', 'not known'],
  ['windowLayers', 'Layers with a window', 'none'],
  ['window', 'Window', 'none'],
  ['dtype', 'Type of the weights', 'not known'],
];

/** A model in fields. Nothing is taken before its button is pressed, and a wrong field is named in a sentence. */
export function ModelFields({ start, onModel }: ModelFieldsProps) {
  const id = useId();
  const [draft, setDraft] = useState(start?.draft ?? EMPTY_DRAFT);
  const [problem, setProblem] = useState<string | null>(null);
  const facts = start?.facts ?? NO_FACTS;
  const outcome = modelOfDraft(draft, facts);
  return (
    <form
      className="own-model__fields"
      aria-label="Fields of the own model"
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(outcome.ok ? null : outcome.reason);
        if (!outcome.ok) return;
        const defaults = outcome.value.derived.map(({ field, value, origin, why }) => ({
          origin,
          field,
          value: `${formatCount(value)} (${why})`,
        }));
        onModel(outcome.value.model, start ? start.from : 'fields', defaults);
      }}
    >
      {start && (
        <div className="own-model__asked">
          <p>
            <b translate="no">{start.from}</b> does not say all: fill in the rest.
            {facts.widthK !== null &&
              ` Its W_K has ${formatCount(facts.widthK)} rows: head dimension or KV heads tell the other.`}
          </p>
          <ul>
            {start.remarks.map(({ tag, sentence }) => (
              <li key={tag + sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="own-model__grid">
        {FIELDS.map(([field, label, hint]) => (
          <span key={field} className="own-model__field">
            <label htmlFor={`${id}-${field}`}>{label}</label>
            <input
              id={`${id}-${field}`}
              className="field numeric"
              autoComplete="off"
              spellCheck={false}
              value={draft[field]}
              placeholder={fromFile(field, facts) ?? hint}
              onChange={(event) => {
                setDraft({ ...draft, [field]: event.target.value });
                setProblem(null);
              }}
            />
          </span>
        ))}
      </div>
      {outcome.ok &&
        outcome.value.derived.map(({ field, value, origin, why }) => (
          <p key={field} className="own-model__derived">
            <span className="own-model__tag">{origin}</span> {field} = {formatCount(value)}, {why}
          </p>
        ))}
      <button type="submit" className="button button--main">
        Use this model
      </button>
      {problem !== null && (
        <p role="alert" className="own-model__refusal">
          {problem} The model before it is kept.
        </p>
      )}
    </form>
  );
}

/** What an empty field means if a file has told the rows of its matrices; undefined if the file does not bear on it. */
function fromFile(field: keyof ModelDraft, { widthQ, widthK, latentWidth }: DraftFacts): string | undefined {
  if (latentWidth !== null) return field === 'queryHeads' ? 'not known' : undefined;
  if (field === 'queryHeads' && widthQ !== null) return 'follow from W_Q';
  if (widthK === null) return undefined;
  if (field === 'kvHeads') return 'follow from W_K';
  return field === 'headDim' ? 'this, or heads' : undefined;
}
