import type { RunRequest } from '../../attention/run/request.ts';
import { Select } from '../../controls/Select.tsx';
import { Toolbar } from '../../controls/Toolbar.tsx';
import type { Backend, RunTensors } from '../../engine/Engine.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { TakeawayButtons } from '../takeaway/TakeawayButtons.tsx';
import { WasmOffer } from './WasmOffer.tsx';
import './engine-bar.css';

type BackendChoice = Backend | 'auto';

const BACKEND_NAMES: Readonly<Record<BackendChoice, string>> = {
  auto: 'Best available',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU',
};

interface Props {
  /** Computes a whole run and reads every tensor of it back. */
  readonly tensorsOf: (request: RunRequest) => Promise<RunTensors>;
}

/** Names what runs the attention, lets the user change it, and hands out the run that is printed below. */
export function EngineBar({ tensorsOf }: Props) {
  const choice = useAppState((state) => state.settings.backend);
  const { update } = useActions();
  return (
    <div className="engine-bar">
      <Running />
      <WasmOffer />
      <Toolbar label="What ran, to take away" className="engine-bar__controls">
        <Select
          label="Backend"
          value={choice}
          options={BACKEND_NAMES}
          onChange={(backend: BackendChoice) => update({ backend })}
        />
        <TakeawayButtons tensorsOf={tensorsOf} />
      </Toolbar>
    </div>
  );
}

/** Backend, where, renderer, milliseconds of the last run. Apart from the select: it changes with every run. */
function Running() {
  const { phase, status } = useAppState((state) => state.engine);
  const computeMs = useAppState((state) => state.result?.computeMs);
  return (
    // No live region: it changes with every letter that is typed.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <p role="group" aria-label="Engine" className="engine-bar__text numeric">
      {status ? (
        <>
          <strong>{status.backend}</strong> in the {status.home}
          <span className="engine-bar__renderer" title={status.renderer}>
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
