import { ModalCover } from '../../../controls/ModalCover.tsx';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectTokenKeys } from '../../../state/shown/tokens.ts';
import { PRESENT_KEYS } from './keys.ts';
import './key-list.css';

interface Props {
  readonly fitsThree: boolean;
  readonly onClose: () => void;
}

/** The keys of Present, in a dialog over the picture. Those that can't act now are grey and say what they need. */
export function KeyList({ fitsThree, onClose }: Props) {
  const settings = useAppState((state) => state.settings);
  const tokens = useAppState((state) => selectTokenKeys(state).length);
  return (
    <ModalCover name="Keys" className="key-list" onClose={onClose}>
      <dl>
        {PRESENT_KEYS.map(({ print, does, lacks }) => {
          const reason = lacks?.({ settings, fitsThree, tokens });
          return (
            <div key={does} data-rests={reason !== undefined}>
              <dt>
                {print.map((key) => (
                  <kbd translate="no" key={key}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd translate="no">
                {does}
                {reason !== undefined && <b> · {reason}</b>}
              </dd>
            </div>
          );
        })}
        {/* The browser's own: a page may not take the whole screen for itself, and Escape stays ours. */}
        <div>
          <dt>
            <kbd translate="no">F11</kbd>
          </dt>
          <dd translate="no">the browser’s full screen</dd>
        </div>
      </dl>
      <form method="dialog">
        <p>While you type in the text, letters are letters: Enter gives the keys back.</p>
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </ModalCover>
  );
}
