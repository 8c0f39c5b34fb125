import { useState } from 'react';
import type { RunRequest } from '../../attention/run/request.ts';
import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import { download } from '../../controls/download.ts';
import type { RunTensors } from '../../engine/Engine.ts';
import { reasonIn } from '../../errors/sentence.ts';
import { withLastingNames } from '../../state/facts/models/ownModels.ts';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { selectRequest } from '../../state/shown/wanted.ts';
import { pytorchScript, RUN_FILE_NAME } from '../../takeaway/pytorchScript.ts';

interface Props {
  /** Computes a whole run and reads every tensor of it back. */
  readonly tensorsOf: (request: RunRequest) => Promise<RunTensors>;
}

/** The run as a file, and the PyTorch code that checks it. */
export function TakeawayButtons({ tensorsOf }: Props) {
  const store = useAppStore();
  const { notify } = useActions();
  const hasText = useAppState((state) => selectRequest(state) !== null);
  const [busy, setBusy] = useState(false);
  const fail = (text: string) => notify({ id: 'takeaway', kind: 'error', text });

  const save = async () => {
    // All of one moment: the text may change while the tensors are read back.
    const state = store.getState();
    const request = selectRequest(state);
    if (!request) return;
    const { tokens } = selectTokenization(state);
    setBusy(true);
    try {
      // What makes the file comes when one is asked for.
      const [tensors, { runFile }] = await Promise.all([tensorsOf(request), import('../../takeaway/runFile.ts')]);
      const { trained } = request.config;
      const named = trained && withLastingNames(trained, state.models.own);
      const file = runFile(tensors, { ...state.settings, ...request.config, trained: named }, tokens);
      download(new Blob([file], { type: 'application/octet-stream' }), RUN_FILE_NAME);
    } catch (error) {
      fail(`The run could not be saved: ${reasonIn(error)}.`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className="button" disabled={!hasText || busy} aria-busy={busy} onClick={save}>
        Download run
      </button>
      <CopyButton
        label="Copy as PyTorch"
        disabled={!hasText}
        text={() => pytorchScript(store.getState().settings, RUN_FILE_NAME)}
        onError={(text) => notify({ id: 'copy', kind: 'error', text })}
      />
    </>
  );
}
