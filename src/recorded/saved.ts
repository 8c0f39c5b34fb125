import { formatCountOf } from '../attention/numbers/format.ts';
import type { RecordedLayerFacts } from '../attention/recorded/recording.ts';
import type { OpenRecording } from '../state/facts/recorded/recordingsState.ts';
import { sizesText } from './columns/columnWords.ts';

/** "headroom-smollm2-135m-layer-3": a file's name without its extension, of letters that every disk takes. */
export function fileNameOf(name: string, what: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `headroom-${plain || 'recording'}-${what}`;
}

/** What a saved picture of a layer belongs to, one each. */
export function captionOf({ name, recording }: OpenRecording, layer: RecordedLayerFacts): string[] {
  return [name, `layer ${layer.layer}`, sizesText(layer), formatCountOf(recording.tokens.length, 'token')];
}
