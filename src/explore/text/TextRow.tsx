import { TextBox } from '../../controls/TextBox.tsx';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { PresetsMenu } from '../settings/PresetsMenu.tsx';
import { START } from '../settings/presets.ts';
import { ExamplesMenu } from './ExamplesMenu.tsx';
import './text-row.css';

/** The text, and what to put in its place a click away. One line: a longer text opens over the page while one types. */
export function TextRow() {
  const text = useAppState((state) => state.settings.text);
  const { update } = useActions();
  return (
    <div className="text-row">
      <div className="text-row__text">
        <TextBox value={text} onChange={(next) => update({ text: next })} />
      </div>
      <Toolbar label="Examples and presets" className="text-row__menus">
        <ExamplesMenu />
        <PresetsMenu />
        <button type="button" className="button" title="Back to what HeadRoom opens with" onClick={() => update(START)}>
          Start again
        </button>
      </Toolbar>
    </div>
  );
}
