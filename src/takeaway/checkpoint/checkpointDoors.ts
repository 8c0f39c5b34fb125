import { createModelTokenizer } from '../tokenizer/createModelTokenizer.ts';
import type { ModelTokenization } from '../tokenizer/ModelTokenizer.ts';
import { pickedFile } from './findFiles.ts';
import { type Checkpoint, openCheckpoint } from './openCheckpoint.ts';

/** A model whose files were found, checked, and whose tokenizer is open. */
type OpenedCheckpoint = Omit<Checkpoint, 'files'> & {
  readonly weights: readonly File[];
  readonly files: readonly File[];
};

interface CheckpointDoors {
  /** Rejects with a sentence; the tokenizer of the model before then stays. */
  open(files: readonly File[]): Promise<OpenedCheckpoint>;
  tokenize(text: string, limit: number): Promise<ModelTokenization>;
  labels(ids: readonly number[]): Promise<readonly string[]>;
}

/** What opens a model of the user's own, and reads texts as that model does. One for the page: it has one tokenizer. */
export function checkpointDoors(): CheckpointDoors {
  const tokenizer = createModelTokenizer();
  return {
    async open(picked) {
      const { files, ...checkpoint } = await openCheckpoint(picked.map(pickedFile));
      await tokenizer.open({
        tokenizer: files.tokenizer,
        config: files.tokenizerConfig,
        vocabulary: checkpoint.config.vocabulary,
      });
      const { config, tokenizer: words, tokenizerConfig, weights } = files;
      return {
        ...checkpoint,
        weights,
        files: [config, words, ...(tokenizerConfig ? [tokenizerConfig] : []), ...weights],
      };
    },
    tokenize: (text, limit) => tokenizer.tokenize(text, limit),
    labels: (ids) => tokenizer.labels(ids),
  };
}
