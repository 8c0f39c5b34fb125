import { type ComponentType, useState } from 'react';
import type { Theme } from '../../charts/color/palette.ts';
import { Deferred } from '../../controls/later/Deferred.tsx';
import { useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import './decode-door.css';

interface Props {
  readonly theme: Theme;
  /** Fetches the code of decoding. */
  readonly load: () => Promise<ComponentType<{ readonly theme: Theme }>>;
}

/**
 * A line that opens to decoding: until somebody wants it, nothing of it is fetched, rendered or in a keyboard's way. Open from
 * the start if the link says how to decode.
 */
export function DecodeDoor({ theme, load }: Props) {
  const store = useAppStore();
  const [isOpen, setIsOpen] = useState(() => {
    const { decodeThen, decodePrompt } = store.getState().settings;
    return decodeThen !== 'auto' || decodePrompt !== null;
  });
  return (
    <details className="decode-door" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="decode-door__summary">
        <strong>Decode</strong> one token at a time, from a KV cache that this page allocates, and time a step
      </summary>
      {isOpen && <Deferred load={load} what="decoding" props={{ theme }} />}
    </details>
  );
}
