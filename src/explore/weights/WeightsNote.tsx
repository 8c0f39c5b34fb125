import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { NextWordSentence } from '../next-word/NextWordSentence.tsx';
import { LabelLegend } from './LabelLegend.tsx';
import { LabelNote } from './LabelNote.tsx';
import { ModelCardButton } from './ModelCardButton.tsx';
import { OpenModelsButton } from './OpenModelsButton.tsx';
import './weights-note.css';

/** Where the weights of the maps come from, and what to make of them, in a sentence or two. */
export function WeightsNote() {
  const weights = useAppState((state) => state.settings.weights);
  const trained = useAppState(selectTrainedLayer);
  const title = useAppState((state) => state.models.own?.title);
  const { retry } = useActions();
  if (!trained) {
    return (
      <p className="weights-note">
        <strong>Random weights, untrained:</strong>{' '}
        {weights === 'random'
          ? 'the seed decides where a head looks, not meaning. Watch what sharing does.'
          : 'the trained models could not be loaded.'}{' '}
        {weights === 'trained' && (
          <button type="button" className="button" onClick={retry}>
            Load them again
          </button>
        )}{' '}
        <OpenModelsButton />
      </p>
    );
  }
  return (
    <div className="weights-note" data-trained="true">
      <p>
        <strong>{weights === 'own' ? `Your models (${title}):` : 'Trained to find things in a sequence;'}</strong>{' '}
        {weights === 'own' ? 'they know no words’ meaning.' : 'it knows no words’ meaning.'}{' '}
        {trained.layer === 0 ? 'First' : 'Second'} layer of two.
      </p>
      <LabelLegend />
      {weights === 'trained' && <ModelCardButton />}
      <OpenModelsButton />
      <p className="weights-note__second">
        <LabelNote /> <NextWordSentence />
      </p>
    </div>
  );
}
