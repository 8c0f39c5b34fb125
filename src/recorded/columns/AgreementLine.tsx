import type { Agreement } from '../../attention/recorded/agreement.ts';
import { agreementWords } from '../../attention/recorded/agreementWords.ts';
import type { RecordedLayer } from '../../attention/recorded/recording.ts';
import type { OpenRecording } from '../../state/facts/recorded/recordingsState.ts';

interface Props {
  readonly opened: OpenRecording;
  readonly layer: RecordedLayer;
  /** Null until it is worked out; a sentence if it can't be. */
  readonly agreement: Agreement | string | null;
}

/** How far a layer's maps are those that follow from its q and k. Nothing of a layer that was recorded without them. */
export function AgreementLine({ opened: { recording }, layer, agreement }: Props) {
  if (layer.vectors === null) return null;
  if (agreement === null) return <p className="recording-column__agreement">Recomputing the maps from q and k …</p>;
  const isWrong = typeof agreement === 'string' || agreement.cellsBeyond > 0;
  return (
    <p className="recording-column__agreement" data-wrong={isWrong || undefined}>
      {typeof agreement === 'string' ? agreement : agreementWords(agreement, recording)}
    </p>
  );
}
