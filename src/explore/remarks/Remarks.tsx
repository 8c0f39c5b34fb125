import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { NextWordSentence } from '../next-word/NextWordSentence.tsx';
import { LabelNote } from '../weights/LabelNote.tsx';
import { AveragingNote } from './AveragingNote.tsx';
import { LongTextNote } from './LongTextNote.tsx';
import './remarks.css';

/** What to make of the maps above: what they leave out, and what guesses and labels are worth on this text. */
export function Remarks() {
  const weights = useAppState((state) => state.settings.weights);
  const trained = useAppState(selectTrainedLayer);
  const { retry } = useActions();
  return (
    <div className="remarks">
      <LongTextNote />
      <AveragingNote />
      {trained ? (
        <p>
          <LabelNote /> <NextWordSentence />
        </p>
      ) : (
        weights === 'trained' && (
          <p>
            The trained models could not be loaded: until they are, weights are random.{' '}
            <button type="button" className="button" onClick={retry}>
              Load them again
            </button>
          </p>
        )
      )}
    </div>
  );
}
