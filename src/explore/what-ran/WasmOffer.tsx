import { formatCountOf } from '../../attention/numbers/format.ts';
import { selectWasmOffer } from '../../state/shown/fasterBackend.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** Offers WebAssembly where WebGL is computed in software and was measured to be slower. Either answer is remembered. */
export function WasmOffer() {
  const times = useAppState(selectWasmOffer);
  const { setPreferences } = useActions();
  if (!times) return null;
  const { tokens, wasmMs, webglMs } = times;
  return (
    <p className="engine-bar__offer numeric">
      <span>
        WebGL is computed in software here. WebAssembly takes {milliseconds(wasmMs)} ms for a run of{' '}
        {formatCountOf(tokens, 'token')}, WebGL {milliseconds(webglMs)}.
      </span>
      <button type="button" className="button" onClick={() => setPreferences({ onSoftwareGpu: 'wasm' })}>
        Use WebAssembly
      </button>
      <button type="button" className="button button--quiet" onClick={() => setPreferences({ onSoftwareGpu: 'webgl' })}>
        No, thanks
      </button>
    </p>
  );
}

const milliseconds = (value: number) => value.toFixed(value < 10 ? 1 : 0);
