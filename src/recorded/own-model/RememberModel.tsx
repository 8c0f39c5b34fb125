import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../attention/numbers/format.ts';
import { isAbort, superseded } from '../../errors/abort.ts';
import { sentenceOf } from '../../errors/sentence.ts';
import type { OpenCheckpoint } from '../../state/facts/checkpoint/checkpointState.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { forgetModel } from '../../takeaway/checkpoint/remembered/rememberedModel.ts';
import { rememberModel, type Stored } from '../../takeaway/checkpoint/remembered/rememberModel.ts';
import { useRemembered } from './useRemembered.ts';

/** Keeps the open model's files in this browser, which nobody is asked for and nothing does by itself; and lets them go. */
export function RememberModel({ model }: { readonly model: OpenCheckpoint }) {
  const [kept, lookAgain] = useRemembered();
  const [stored, setStored] = useState<Stored | null>(null);
  const copying = useRef<AbortController | null>(null);
  const { notify } = useActions();
  useEffect(() => () => copying.current?.abort(superseded()), []);
  const bytes = model.files.reduce((sum, { size }) => sum + size, 0);
  const isKept = kept?.name === model.name && kept.bytes === bytes;
  const tell = (error: unknown) => {
    if (!isAbort(error)) notify({ id: 'remember', kind: 'error', text: sentenceOf(error) });
  };

  async function remember(): Promise<void> {
    const own = new AbortController();
    copying.current = own;
    setStored({ writtenBytes: 0, totalBytes: bytes });
    await rememberModel(model, setStored, own.signal).catch(tell);
    if (copying.current === own) copying.current = null;
    setStored(null);
    lookAgain();
  }

  if (stored)
    return (
      <span className="remember-model numeric">
        <progress aria-label="Stored" max={stored.totalBytes} value={stored.writtenBytes} />{' '}
        {formatBytes(stored.writtenBytes, stored.totalBytes)} of {formatBytes(stored.totalBytes)} stored{' '}
        <button type="button" className="button" onClick={() => copying.current?.abort(superseded())}>
          Stop
        </button>
      </span>
    );
  if (isKept)
    return (
      <span className="remember-model numeric">
        Remembered on this machine, {formatBytes(bytes)}{' '}
        <button type="button" className="button" onClick={() => forgetModel().catch(tell).finally(lookAgain)}>
          Forget
        </button>
      </span>
    );
  return (
    <button
      type="button"
      className="button"
      title={`Keeps a copy of its files, ${formatBytes(bytes)}, in this browser, for this page alone`}
      onClick={() => void remember()}
    >
      Remember on this machine
    </button>
  );
}
