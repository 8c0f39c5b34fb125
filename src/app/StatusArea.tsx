import { Select } from '../controls/Select.tsx';
import type { Backend } from '../engine/Engine.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import './status-area.css';

type BackendChoice = Backend | 'auto';

const BACKEND_NAMES: Readonly<Record<BackendChoice, string>> = {
  auto: 'Best available',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU',
};

/** Names what runs the attention, and lets the user change it. */
export function StatusArea() {
  const choice = useAppState((state) => state.settings.backend);
  const { update } = useActions();
  return (
    <div className="status-area">
      <Running />
      <Select
        label="Backend"
        value={choice}
        options={BACKEND_NAMES}
        onChange={(backend: BackendChoice) => update({ backend })}
      />
    </div>
  );
}

/** Backend, where, renderer, milliseconds of the last run. Apart from the select: it changes with every run. */
function Running() {
  const { phase, status } = useAppState((state) => state.engine);
  const computeMs = useAppState((state) => state.result?.computeMs);
  return (
    <p role="status" aria-label="Engine" className="status-area__text numeric">
      {status ? (
        <>
          <strong>{status.backend}</strong> in the {status.home}
          <span className="status-area__renderer" title={status.renderer}>
            {' · '}
            {status.renderer}
          </span>
          {computeMs !== undefined && ` · ${computeMs.toFixed(computeMs < 10 ? 1 : 0)} ms`}
        </>
      ) : phase === 'failed' ? (
        // Nothing will run before the user does something; a notice says why.
        'No engine runs'
      ) : (
        'Starting the engine …'
      )}
    </p>
  );
}
