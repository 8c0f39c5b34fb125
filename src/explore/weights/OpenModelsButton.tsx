import { FileButton } from '../../controls/FileButton.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** Opens models that were trained and downloaded on the Train screen. */
export function OpenModelsButton() {
  const { openModels } = useActions();
  return (
    <FileButton
      label="Open models …"
      title="Models that were downloaded from Train, or recordings of any model’s attention; dropping the file anywhere on the page does the same"
      accept=".safetensors"
      takesSeveral
      onFiles={openModels}
    />
  );
}
