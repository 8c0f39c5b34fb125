import { Select } from '../controls/Select.tsx';
import type { Backend, EngineStatus } from '../engine/Engine.ts';
import './status-area.css';

type BackendChoice = Backend | 'auto';

const BACKEND_NAMES: Readonly<Record<BackendChoice, string>> = {
  auto: 'Best available',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU',
};

interface Props {
  readonly status: EngineStatus | undefined;
  /** Nothing runs and nothing will before the user does something; a notice says why. */
  readonly failed: boolean;
  /** Milliseconds of the last run. */
  readonly computeMs: number | undefined;
  readonly choice: BackendChoice;
  readonly onChoose: (choice: BackendChoice) => void;
}

/** Names what runs the attention: backend, where, renderer, time of the last run; and lets the user change it. */
export function StatusArea({ status, failed, computeMs, choice, onChoose }: Props) {
  return (
    <div className="status-area">
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
        ) : (
          idleText(failed)
        )}
      </p>
      <Select label="Backend" value={choice} options={BACKEND_NAMES} onChange={onChoose} />
    </div>
  );
}

const idleText = (failed: boolean) => (failed ? 'No engine runs' : 'Starting the engine …');
