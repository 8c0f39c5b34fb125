import { DisclosureMenu } from '../../controls/DisclosureMenu.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { PRESETS } from './presets.ts';

/** Settings that belong together, a click away. */
export function PresetsMenu() {
  const { update } = useActions();
  return (
    <DisclosureMenu label="Presets" align="end">
      {(close) =>
        PRESETS.map((preset) => (
          <button
            key={preset.id}
            type="button"
            className="disclosure-menu__item"
            onClick={() => {
              update(preset.settings);
              close();
            }}
          >
            {preset.name}
            <small>{preset.about}</small>
          </button>
        ))
      }
    </DisclosureMenu>
  );
}
