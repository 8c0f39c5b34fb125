import type { CostModel } from '../attention/cost/cachedLayers.ts';
import type { ElementFormat } from '../attention/cost/elementTypes.ts';
import type { HeadWidths, Variant } from '../attention/cost/variants.ts';
import type { GpuEntry } from '../catalog/gpus/gpuEntry.ts';
import type { CostChoice } from '../state/facts/cost/costChoice.ts';

/** One of the models side by side: the same one with other KV heads, or as published. */
export interface CostVariant {
  /** "as published", "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly accent: 'published' | 'mha' | 'gqa' | 'mqa';
  readonly variant: Variant;
  /** Bytes of all its weights; null if their number is not known. */
  readonly weightBytes: bigint | null;
}

/** A choice with what it stands for: what every part of the screen is given. */
export interface CostSetup {
  readonly choice: CostChoice;
  /** With the source of the choice in its plan, if the model fixes none. */
  readonly model: CostModel;
  /** True when the length of the source is the choice's: the model has cross-attention and fixes none. */
  readonly asksSource: boolean;
  /** Widths of MLA's decompressed heads, if they are known. */
  readonly widths: HeadWidths | null;
  readonly gpu: GpuEntry;
  /** Bytes of one GPU to compute with. */
  readonly memoryBytes: bigint;
  /** How K and V are stored. */
  readonly format: ElementFormat;
  /** As published, MHA, GQA and MQA; each once, the published one first. */
  readonly variants: readonly CostVariant[];
}

/** What every part of the screen takes. */
export interface CostPartProps {
  readonly setup: CostSetup;
  readonly onChange: (patch: Partial<CostChoice>) => void;
}
