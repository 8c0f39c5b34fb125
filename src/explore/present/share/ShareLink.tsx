import { useEffect, useMemo, useState } from 'react';
import { ModalCover } from '../../../controls/ModalCover.tsx';
import { reasonIn } from '../../../errors/sentence.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../state/facts/settings.ts';
import { copiedLink } from '../../../state/link/copiedLink.ts';
import { isTooLongForLink } from '../../../state/link/linkText.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { noQrReason } from './linkLength.ts';
import { qrPath } from './qrPath.ts';
import './share-link.css';

/**
 * Returns the settings as whoever scans the code on a phone meets them best: the same picture, in Explore. A projector's layout
 * is nothing to hold in a hand.
 */
const inExplore = (settings: Settings): Settings => ({
  ...settings,
  present: DEFAULT_SETTINGS.present,
  presentFocus: DEFAULT_SETTINGS.presentFocus,
  presentHead: DEFAULT_SETTINGS.presentHead,
});

/** The link to what is on screen, and a QR code of it, made in the page: nobody else hears of it. */
export function ShareLink({ onClose }: { readonly onClose: () => void }) {
  const settings = useAppState((state) => state.settings);
  const link = useMemo(() => copiedLink(inExplore(settings)), [settings]);
  const reason = noQrReason(link);
  return (
    <ModalCover name="Link and QR code" className="share-link" onClose={onClose}>
      {reason === undefined ? <QrCode text={link} /> : <p className="share-link__note">{reason}</p>}
      {isTooLongForLink(settings.text) && (
        <p className="share-link__note">The text is too long for a link: this one carries the settings without it.</p>
      )}
      <p className="share-link__link" dir="ltr">
        {link}
      </p>
      <form method="dialog">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </ModalCover>
  );
}

/** The encoder comes when it is first wanted: few talks show a link. */
function QrCode({ text }: { readonly text: string }) {
  const [modules, setModules] = useState<readonly (readonly boolean[])[]>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let isOver = false;
    import('./makeQr.ts')
      .then(({ makeQr }) => {
        if (!isOver) setModules(makeQr(text));
      })
      .catch((reason: unknown) => {
        if (!isOver) setError(reasonIn(reason));
      });
    return () => {
      isOver = true;
    };
  }, [text]);
  if (error !== undefined) return <p className="share-link__note">The QR code could not be made: {error}</p>;
  return (
    <div className="share-link__code">
      {modules && (
        <svg role="img" viewBox={`0 0 ${modules.length} ${modules.length}`} shapeRendering="crispEdges">
          <title>QR code of the link below</title>
          <path d={qrPath(modules)} />
        </svg>
      )}
    </div>
  );
}
