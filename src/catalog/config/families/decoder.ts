import type { FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import {
  dividing,
  headWidth,
  type KvHeadsWithout,
  kvHeadCount,
  layerCount,
  modelWidth,
  queryHeadCount,
} from '../heads.ts';
import { HEAD_COUNT } from '../limits.ts';
import { type WindowTrait, windowedLayers } from './windows.ts';

/** Differences between families of plain decoders: how their own code fills in what a file leaves out. */
export interface DecoderTraits {
  /** KV heads if the file has no such field. Left out: as many as query heads, which is said. */
  readonly kvHeads?: KvHeadsWithout;
  readonly kvNames?: readonly string[];
  /** Width of a head if the file has no such field. Left out: the model's width over its query heads. */
  readonly headDim?: number | 'divided';
  readonly headDimNames?: readonly string[];
  readonly windows?: WindowTrait;
}

/** Returns the rule of a decoder with attention in every layer, in some of them windowed. */
export function decoder({ kvHeads, kvNames, headDim, headDimNames, windows }: DecoderTraits = {}): FamilyRule {
  return (fields) => {
    const layers = layerCount(fields);
    const queryHeads = queryHeadCount(fields);
    const width = headWidth(fields, queryHeads, headDimNames, headDim ?? null);
    const byLayer = kvHeadsByLayer(fields, layers, queryHeads);
    const kvHeadsOfAll = byLayer ? 0 : kvHeadCount(fields, queryHeads, kvHeads ?? 'heads', kvNames);
    return {
      layers: windowedLayers(fields, layers, windows ?? { on: 'listed layers' }).map((layer, index) => ({
        ...layer,
        kvHeads: byLayer?.[index] ?? kvHeadsOfAll,
        headDimK: width,
        headDimV: width,
      })),
      queryHeads,
      dModel: modelWidth(fields),
    };
  };
}

/** Returns the KV heads of each layer, if the file lists them. A single number beside the list is a default written out [V1]. */
export function kvHeadsByLayer(fields: Fields, layers: number, queryHeads: number): readonly number[] | null {
  const name = 'num_key_value_heads_per_layer';
  const list = fields.wholePerLayer(name, layers, HEAD_COUNT);
  if (!list) return null;
  fields.ignore('num_key_value_heads', `${name} has a number for each layer`);
  return list.map((kvHeads, index) => dividing(fields, name, kvHeads, queryHeads, `Entry ${index} of `));
}
