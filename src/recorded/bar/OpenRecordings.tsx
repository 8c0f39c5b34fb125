import { FileButton } from '../../controls/FileButton.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** Opens recordings beside those that are open. */
export function OpenRecordings() {
  const { openModels } = useActions();
  return (
    <FileButton
      label="Open recordings …"
      title="Files that the recorder wrote; dropping them anywhere on the page does the same"
      accept=".safetensors"
      takesSeveral
      onFiles={openModels}
    />
  );
}
