import { formatBytes } from '../../attention/numbers/format.ts';
import { withFolder } from '../../controls/droppedFiles.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { forgetModel } from '../../takeaway/checkpoint/remembered/rememberedModel.ts';
import { useRemembered } from './useRemembered.ts';

/** Opens the model that this browser keeps for the page, or lets go of it; nothing if it keeps none. */
export function OpenRemembered() {
  const [kept, lookAgain] = useRemembered();
  const { openModels } = useActions();
  if (!kept) return null;
  const { name, files, bytes } = kept;
  return (
    <span className="open-remembered numeric">
      <button type="button" className="button" onClick={() => openModels(files.map((file) => withFolder(file, name)))}>
        Open <bdi translate="no">{name}</bdi> again
      </button>{' '}
      remembered on this machine, {formatBytes(bytes)}{' '}
      <button
        type="button"
        className="button"
        onClick={() =>
          forgetModel()
            .catch(() => {})
            .finally(lookAgain)
        }
      >
        Forget
      </button>
    </span>
  );
}
