import type { CrossAttention, Indexer, ModelKind } from '../../attention/cost/cachedLayers.ts';
import type { Fields } from './fields.ts';
import type { Layer } from './layers.ts';
import type { ReadConfig } from './reading.ts';

/** A model's sizes as the rule of its family finds them. */
export interface FamilyReading {
  /** Left out: `hybrid` if a layer keeps a state, else `decoder`. */
  readonly kind?: ModelKind;
  readonly layers: readonly Layer[];
  /** Query heads, of each layer if they differ; null without attention. */
  readonly queryHeads: number | readonly number[] | null;
  readonly dModel: number | null;
  readonly crossAttention?: CrossAttention;
  readonly indexer?: Indexer;
  readonly mla?: ReadConfig['mla'];
  readonly indexKeys?: ReadConfig['indexKeys'];
}

/** Rule that reads a family's fields. Throws `Refused` if one cannot be read. */
export type FamilyRule = (fields: Fields) => FamilyReading;
