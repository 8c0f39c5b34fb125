import { useId, useRef, useState } from 'react';
import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { FileButton } from '../../controls/FileButton.tsx';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { areRecordings } from './areRecordings.ts';
import { ModelFields } from './ModelFields.tsx';
import { planPhrases } from './planText.ts';
import type { OwnReading, ReadDraft, ReadModel } from './reading.ts';
import { readModelFiles, readModelText } from './readModelFiles.ts';
import { useFileDrop } from './useFileDrop.ts';
import './own-model.css';

interface OwnModelProps {
  /** The user's model; null while one of the catalog is shown. */
  readonly own: CostModel | null;
  readonly onChange: (patch: Pick<CostChoice, 'own'>) => void;
}

/**
 * The user's own model: from a pasted config.json, from files that are dropped or opened, or from fields. What cannot be read changes
 * nothing, and a sentence says why.
 */
export function OwnModel({ own, onChange }: OwnModelProps) {
  const id = useId();
  const [read, setRead] = useState<ReadModel | null>(null);
  const [draft, setDraft] = useState<{ readonly start: ReadDraft; readonly turn: number } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [areFieldsOpen, setFieldsOpen] = useState(false);
  // Of several files that are read at once the last one counts.
  const asked = useRef(0);

  const use = (model: ReadModel) => {
    setRead(model);
    setRefusal(null);
    onChange({ own: model.model });
  };
  // What is refused leaves the last model and a half-filled draft as they are.
  const take = (reading: OwnReading) => {
    setRefusal(reading.kind === 'refused' ? reading.sentence : null);
    if (reading.kind === 'model') {
      use(reading);
      // What was half filled in was for another model.
      setDraft(null);
      setFieldsOpen(false);
    }
    if (reading.kind === 'draft') {
      setDraft({ start: reading, turn: asked.current });
      setFieldsOpen(true);
    }
  };
  const { openModels } = useActions();
  const readText = (pasted: string) => {
    asked.current++;
    take(readModelText(pasted));
  };
  const open = async (files: readonly File[]) => {
    const turn = ++asked.current;
    // A recording says nothing of what a model costs: it has a screen of its own.
    if (await areRecordings(files)) return openModels(files);
    const reading = await readModelFiles(files);
    if (turn === asked.current) take(reading);
  };
  const isOver = useFileDrop(open);

  return (
    <section className="own-model card" aria-label="Own model" data-over={isOver}>
      <h2 className="own-model__title">Own model</h2>
      <p className="own-model__how">
        Drop a <code translate="no">config.json</code>, <code translate="no">.safetensors</code> files, their index, or
        a <code translate="no">.gguf</code> file anywhere on this screen. Of weights the head alone is read, and nothing
        leaves the page.
      </p>
      <div className="own-model__ways">
        <FileButton
          label="Open a model’s files …"
          title="config.json, safetensors, their index, or GGUF"
          accept=".json,.safetensors,.gguf"
          takesSeveral
          onFiles={open}
        />
        <button
          type="button"
          className="button"
          aria-expanded={areFieldsOpen}
          onClick={() => setFieldsOpen(!areFieldsOpen)}
        >
          Fill in fields
        </button>
        {own && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setRefusal(null);
              onChange({ own: null });
            }}
          >
            Back to the catalog’s model
          </button>
        )}
      </div>
      <div className="own-model__paste">
        <label htmlFor={id}>or paste a config.json</label>
        <textarea
          id={id}
          className="field"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          translate="no"
          value={text}
          placeholder='{"model_type": "llama", …}'
          onChange={(event) => {
            setText(event.target.value);
            const { nativeEvent } = event;
            if ('inputType' in nativeEvent && nativeEvent.inputType === 'insertFromPaste') readText(event.target.value);
          }}
        />
        <button type="button" className="button" onClick={() => readText(text)}>
          Read the text
        </button>
      </div>
      {refusal !== null && (
        <p role="alert" className="own-model__refusal">
          {refusal} The model before it is kept.
        </p>
      )}
      {own && (
        <div role="status" className="own-model__own">
          <p>
            <b translate="no">{own.name}</b>
            {read?.model === own && `, from ${read.from}`}: {planPhrases(own).join(' · ')}.
          </p>
          {read?.model === own && <Said reading={read} />}
        </div>
      )}
      {areFieldsOpen && (
        <ModelFields
          // Another file is another draft: what was typed for the last one must not stay.
          key={draft?.turn}
          start={draft?.start ?? null}
          onModel={(model, from, defaults) => use({ kind: 'model', model, from, defaults, remarks: [] })}
        />
      )}
    </section>
  );
}

/** Which values the file does not give, and what has to be said beside the figures. */
function Said({ reading }: { readonly reading: ReadModel }) {
  if (reading.defaults.length + reading.remarks.length === 0) return null;
  return (
    <ul className="own-model__said">
      {reading.defaults.map(({ origin, field, value }) => (
        <li key={field}>
          <span className="own-model__tag">{origin}</span> {field} = {value}
        </li>
      ))}
      {reading.remarks
        // Each of them stands in the list already.
        .filter(({ tag }) => tag !== 'default')
        .map(({ tag, sentence }) => (
          <li key={tag + sentence}>
            <span className="own-model__tag">{tag}</span> {sentence}
          </li>
        ))}
    </ul>
  );
}
