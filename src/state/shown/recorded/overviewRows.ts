import type { LayerThumbnails, OpenRecording, Thumbnails } from '../../facts/recorded/recordingsState.ts';

/** A layer as a row of small maps. */
export interface OverviewLayer {
  readonly layer: number;
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly maps: LayerThumbnails | null;
  readonly failed: boolean;
}

/** Returns all layers of a recording with as much of them as was read. */
export function overviewRows({ recording }: OpenRecording, thumbnails: readonly Thumbnails[]): OverviewLayer[] {
  return recording.layers.map(({ layer, numHeads, numKvHeads }, index) => {
    const known = thumbnails[index] ?? null;
    const failed = typeof known === 'string';
    return { layer, numHeads, numKvHeads, maps: failed ? null : known, failed };
  });
}
