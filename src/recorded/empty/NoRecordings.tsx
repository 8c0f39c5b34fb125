import { useState } from 'react';
import { CopyRecorder } from '../bar/CopyRecorder.tsx';
import { OpenRecordings } from '../bar/OpenRecordings.tsx';
import { OpenModelFiles } from '../own-model/OpenModelFiles.tsx';
import { OpenRemembered } from '../own-model/OpenRemembered.tsx';
import { FormatNote } from './FormatNote.tsx';
import { hadRecordings } from './hadRecordings.ts';
import './no-recordings.css';

/** What this screen shows and how one opens it, while nothing is open: a model that runs here, and recordings. */
export function NoRecordings() {
  const [wereOpen] = useState(hadRecordings);
  return (
    <div className="no-recordings">
      <section className="card no-recordings__card" aria-labelledby="own-model-title">
        <h2 id="own-model-title" className="no-recordings__title">
          Your own model, on your words
        </h2>
        <p>
          Open a model as Hugging Face has it, with config.json, tokenizer.json and its safetensors files: Llama,
          Mistral, Qwen 2 and 3, GPT-2, StarCoder, GPT-NeoX, Phi or Falcon. It runs in this page, on what you type: its
          real heads, and what averaging its keys and values would do to them and to its next word. The files are read
          where they lie, and nothing is uploaded.
        </p>
        <div className="no-recordings__ways">
          <OpenModelFiles />
          <OpenRemembered />
        </div>
      </section>
      <section className="card no-recordings__card" aria-labelledby="no-recordings-title">
        <h2 id="no-recordings-title" className="no-recordings__title">
          The attention of any model, of any size
        </h2>
        {wereOpen && (
          <p className="no-recordings__gone" role="status">
            The recordings that were open are not kept: a link can’t carry them. Open their files again.
          </p>
        )}
        <p>
          A recording is a file with the attention weights of every layer and head of a model, as it gave them on one
          text. A few lines of Python write it, wherever the model runs; here it is only read, and nothing leaves the
          page.
        </p>
        <div className="no-recordings__ways">
          <OpenRecordings />
          <CopyRecorder />
        </div>
        <p className="no-recordings__note">Or drop the files anywhere on the page. Up to three stand side by side.</p>
        <FormatNote />
      </section>
    </div>
  );
}
