import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import { download } from '../../controls/download.ts';
import { FileButton } from '../../controls/FileButton.tsx';
import { withStop } from '../../errors/sentence.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectSetSources } from '../../state/shown/train/setSources.ts';
import type { TrainControls } from '../../state/work/train/trainController.ts';
import { MODEL_SET_FILE_NAME, modelSetFile } from '../../takeaway/modelSetFile.ts';
import { modelSetScript } from '../../takeaway/modelSetScript.ts';
import { pauseFirst } from '../pauseFirst.ts';
import './train-takeaway.css';

/** What was trained, as a file, as a program that runs it, and on Explore's columns; and the way back from a file. */
export function TrainTakeaway({ controls }: { readonly controls: TrainControls }) {
  const [source] = useAppState(selectSetSources);
  const own = useAppState((state) => state.models.own);
  const { notify, update, showOwnModels, openModels } = useActions();
  const fail = (text: string) => notify({ id: 'copy', kind: 'error', text });
  const waits = useAppState((state) => pauseFirst(state, 'download, copy or show them'));
  const set = waits === undefined ? source?.set : undefined;
  return (
    <section className="train-takeaway" aria-label="Take away">
      <button
        type="button"
        className="button"
        disabled={!set}
        onClick={() => {
          if (!set) return;
          download(new Blob([modelSetFile(set)], { type: 'application/octet-stream' }), MODEL_SET_FILE_NAME);
          if (source?.id === 'trained') controls.markTaken();
        }}
      >
        Download models
      </button>
      <CopyButton
        label="Copy as PyTorch"
        disabled={!set}
        text={() => (set ? modelSetScript(set, MODEL_SET_FILE_NAME) : '')}
        onError={fail}
      />
      <button
        type="button"
        className="button"
        disabled={!set}
        onClick={() => {
          if (source?.id === 'trained') showOwnModels(source.set);
          update({ weights: 'own', screen: 'explore' });
        }}
      >
        Show in Explore
      </button>
      <FileButton
        label="Open models …"
        title="A file that was downloaded here; dropping one anywhere on the page does the same"
        accept=".safetensors"
        onFiles={openModels}
      />
      <p className="train-takeaway__note" role="status">
        {waits ??
          (set
            ? `The MHA, GQA and MQA: ${withStop(set.title)}`
            : 'Train for some steps and pause: what was learned can be taken away.')}
        {own && set && source?.id === 'trained' && own.title !== set.title && ` Explore has ${withStop(own.title)}`}
      </p>
    </section>
  );
}
