import { FileButton } from '../../controls/FileButton.tsx';
import { openModels } from '../../state/models/openModels.ts';
import { useActions } from '../../state/useAppState.tsx';
import { openModelSet } from '../../takeaway/modelSetFile.ts';

/** Opens models that were trained and downloaded on the Train screen. */
export function OpenModelsButton() {
  const actions = useActions();
  return (
    <FileButton
      label="Open models …"
      title="Models that were downloaded from Train; dropping the file anywhere on the page does the same"
      accept=".safetensors"
      onFile={(file) => void openModels([file], openModelSet, actions)}
    />
  );
}
