import { LEAST_TOKENS, MOST_TOKENS, RELIABLE_TOKENS } from '../../attention/labels/headLabels.ts';
import { MARKS } from '../../attention/marks.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { seedsText, shippedSeedsText, spreadText, stuckText } from '../../catalog/figureText.ts';
import { shippedTraining, TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import { ModalCover } from '../../controls/ModalCover.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import './model-card.css';

interface Props {
  readonly onClose: () => void;
}

const { dModel, numHeads, recipe, models } = TRAINED_MODELS;

/** What the shipped models are, what they were trained on, and what they do not show. */
export function ModelCard({ onClose }: Props) {
  const longest = recipe.lengths.at(-1)?.choices.at(-1) ?? 0;
  return (
    <ModalCover name="Model card" className="model-card" onClose={onClose}>
      <header className="model-card__head">
        <h2>Model card: the trained models</h2>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </header>
      <p>
        <strong>Trained on made-up retrieval questions; the meaning of words is absent.</strong> What was learned is
        where to look. That is why it works on any text in any language: each word is a random vector from the seed.
      </p>
      <h3>Data</h3>
      <p>
        {recipe.phrasePercent} % of the sequences are a phrase that repeats to the end, the others Zipf-like text with
        copied spans; both with some punctuation marks. Each batch has new random vectors for its words. Only the{' '}
        {MARKS.length} marks <span className="model-card__marks">{MARKS.join(' ')}</span> keep theirs, which are in the
        files. {formatCount(recipe.steps)} steps of {formatCount(recipe.tokensAStep)} tokens, in sequences that grow to{' '}
        {longest} tokens.
      </p>
      <h3>Questions</h3>
      <p>
        At each token: which was the previous one; the one two back; the first; the last mark; and what followed an
        earlier occurrence of this token (induction, which counts {recipe.questionWeights.induction} times as much). An
        answer is one of {VOCABULARY} vectors: guessing has a loss of {Math.log(VOCABULARY).toFixed(2)}.
      </p>
      <h3>Model</h3>
      <p>
        Two blocks x += Attention(LayerNorm(x)), causal, with biases, without a feed-forward; d_model {dModel},{' '}
        {numHeads} query heads; sinusoidal positions; a final LayerNorm and one linear readout per question. Adam,
        learning rate {recipe.learningRate} with warm-up and cosine. Of each number of KV heads three seeds were
        trained; the files hold the one whose loss is the median, in float16: not the prettiest. That is{' '}
        {shippedSeedsText(models)}.
      </p>
      <h3>Figures</h3>
      <p>
        On sequences that no training saw, of 24 to {longest} tokens. {seedsText(models)}. {spreadText(models)}
      </p>
      <FiguresTable />
      {stuckText(models) && <p>{stuckText(models)}</p>}
      <h3>Limits</h3>
      <p>
        Answers get worse with length: labels are less reliable above {RELIABLE_TOKENS} tokens, and they are not given
        above {MOST_TOKENS} or under {LEAST_TOKENS}. Next word copies: it can only name a word of the text. Layer 2
        shows the clear patterns; layer 1 is blurred. No head that looks for duplicates of its token was ever obtained.
      </p>
      <h3>What not to conclude</h3>
      <ul>
        <li>
          The patterns were asked for. A head that looks at the first token was told to: it is not an emergent sink.
        </li>
        <li>
          If a word has no earlier occurrence, an induction head has nothing to find, and where it looks is arbitrary.
          Such rows are greyed.
        </li>
        <li>
          The size of the gap between MHA and MQA is this toy’s. Part of it is speed of learning: longer training
          narrows it. Don’t read it into large models.
        </li>
        <li>Three seeds say little about spread, and one nothing.</li>
        <li>Nothing here knows grammar, facts or the meaning of a word.</li>
      </ul>
      <h3>Training them again</h3>
      <p>
        <code translate="no">npm run train -- --kv-heads 4 --seed 0</code> in a copy of HeadRoom’s code, about a quarter
        of an hour per model on one core. It reports the figures of this card. Trained by the code of commits{' '}
        {[...new Set(models.map((model) => shippedTraining(model)?.revision))].join(', ')}; “+” if files had been
        changed since.
      </p>
      <h3>Licences</h3>
      <p>
        HeadRoom’s and those of what it is built with are in <a href="./licenses.txt">licenses.txt</a>.
      </p>
    </ModalCover>
  );
}
