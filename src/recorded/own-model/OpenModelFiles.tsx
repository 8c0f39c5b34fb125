import { FileButton } from '../../controls/FileButton.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** Opens a model as its makers published it: its files, or the folder that they lie in. */
export function OpenModelFiles() {
  const { openModels } = useActions();
  return (
    <>
      <FileButton
        label="Open a model’s folder …"
        title="The folder with config.json, tokenizer.json and the safetensors files; dropping it anywhere on the page does the same"
        accept=""
        takesFolder
        onFiles={openModels}
      />
      <FileButton
        label="… or its files"
        title="config.json, tokenizer.json and the safetensors files, all at once"
        accept=".safetensors,.json"
        takesSeveral
        onFiles={openModels}
      />
    </>
  );
}
