import { formatBytes } from '../../attention/numbers/format.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { TOKENIZER_NAMES } from './tokenizerNames.ts';

/** How far GPT-4o BPE's ranks have come, and which tokenizer cuts the text until they are here. */
export function TokenizerProgress() {
  const isWanted = useAppState((state) => state.settings.tokenizer === 'o200k');
  const { phase, loadedBytes, totalBytes, meanwhile } = useAppState((state) => state.o200k);
  if (!isWanted || phase === 'ready' || phase === 'idle') return null;
  return (
    <p className="tokenizer-progress numeric">
      {phase === 'loading' && (
        <>
          <progress aria-label="Loading GPT-4o BPE" value={loadedBytes} max={totalBytes} /> {formatBytes(loadedBytes)}{' '}
          of {formatBytes(totalBytes)};{' '}
        </>
      )}
      {phase === 'failed' && 'GPT-4o BPE is not loaded; '}
      until then {TOKENIZER_NAMES[meanwhile]}
    </p>
  );
}
