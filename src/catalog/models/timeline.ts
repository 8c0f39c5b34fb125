import { type SharingKind, sharingOf } from './attentionKinds.ts';
import { cachePlanOf } from './cachePlan.ts';
import type { ModelEntry } from './modelEntry.ts';
import { modelIdOf } from './models.ts';

/** A model in a chart of years against queries per KV head. Several may stand at one place: the chart spreads them. */
export interface TimelinePoint {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  /** Query heads that share a KV head in a layer of full attention; in a windowed one if there are no others. */
  readonly groupSize: number;
  readonly sharing: Exclude<SharingKind, 'MLA'>;
  /** True when other layers have other numbers of KV heads. */
  readonly varies: boolean;
  /** False for encoders, which share K and V without keeping them. */
  readonly keepsCache: boolean;
}

/** A model that has no number of queries per KV head, with the reason. */
export interface TimelineAside {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly why: 'MLA' | 'no attention';
}

/** What the chart of years shows, and what it can't place. */
export interface Timeline {
  /** By year, then by group size, then by name. */
  readonly points: readonly TimelinePoint[];
  /** By year, then by name. */
  readonly aside: readonly TimelineAside[];
}

/** Why a model stands beside the chart, in a sentence each. */
export const ASIDE_REASONS: Readonly<Record<TimelineAside['why'], string>> = {
  MLA: 'MLA keeps one vector for all query heads: it has no KV heads that they could share.',
  'no attention': 'No layer has attention: there are no KV heads.',
};

/** Places models by year and by queries per KV head. Those without KV heads come aside. */
export function timelineOf(models: readonly ModelEntry[]): Timeline {
  const points: TimelinePoint[] = [];
  const aside: TimelineAside[] = [];
  for (const model of models) {
    const { queryHeads, kvHeads, year, name } = model;
    const place = { id: modelIdOf(model), name, year };
    const { kind, layers } = cachePlanOf(model);
    if (queryHeads === null || kvHeads === null) aside.push({ ...place, why: 'no attention' });
    else if (layers.some((layer) => layer.kind === 'mla')) aside.push({ ...place, why: 'MLA' });
    else {
      const counts = new Set(layers.map((layer) => layer.kvHeads).filter((count) => count > 0));
      const sharing = sharingOf(queryHeads, kvHeads);
      const rest = { varies: counts.size > 1, keepsCache: kind !== 'encoder-only' };
      points.push({ ...place, groupSize: queryHeads / kvHeads, sharing, ...rest });
    }
  }
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  points.sort((a, b) => a.year - b.year || a.groupSize - b.groupSize || byName(a, b));
  aside.sort((a, b) => a.year - b.year || byName(a, b));
  return { points, aside };
}
