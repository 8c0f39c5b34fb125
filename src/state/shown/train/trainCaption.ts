import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import type { TrainingStatus } from '../../../engine/training/Training.ts';
import { SIZE_PRESETS, type TrainSetup } from '../../facts/train/trainSetup.ts';

/** The set-up that a saved figure belongs to, one part each, for its caption. */
export function trainCaption(setup: TrainSetup, status: TrainingStatus | null): string[] {
  const { shape, length, tokensAStep } = SIZE_PRESETS[setup.size];
  return [
    'trained in the page',
    `2 layers, d_model ${shape.dModel}`,
    formatCountOf(shape.numHeads, 'query head'),
    `GQA with ${formatCountOf(setup.numKvHeads, 'KV head')}`,
    `learning rate ${setup.learningRate}`,
    `${formatCount(setup.steps)} steps of ${tokensAStep} tokens in sequences of ${length}`,
    setup.task === 'all' ? 'five questions' : 'one question: induction',
    `${setup.phrasePercent} % repeated phrases`,
    `seed ${setup.seed}`,
    ...(status ? [status.renderer] : []),
  ];
}
