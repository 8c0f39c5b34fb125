import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

const loadScript = async () => (await import('../../takeaway/recording/recorderScript.ts')).recorderScript();

/** Copies the script that makes a recording of a model, where the model runs. */
export function CopyRecorder() {
  const { notify } = useActions();
  return (
    <CopyButton
      label="Copy the recorder"
      text={loadScript}
      onError={(text) => notify({ id: 'copy', kind: 'error', text })}
    />
  );
}
