import { type SyntheticEvent, useState } from 'react';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { headDim } from '../../attention/sharing.ts';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { TOKENIZER_NAMES } from '../text/tokenizerNames.ts';
import { LabelLegend } from '../weights/LabelLegend.tsx';
import { ModelCardButton } from '../weights/ModelCardButton.tsx';
import { LayerSwitch } from './LayerSwitch.tsx';
import { MapOrderSelect } from './MapOrderSelect.tsx';
import { ModelSettings } from './ModelSettings.tsx';
import './model-line.css';

interface Props {
  /** True while the row of tokens has the line's place: only its name is left, and what it opens to lies over the page. */
  readonly isFolded: boolean;
}

/**
 * The model in one line, which opens to every setting that decides the numbers. What trained weights fix is a fact and is
 * written as one; random weights fix nothing, and begin with the line open.
 */
export function ModelLine({ isFolded }: Props) {
  const weights = useAppState((state) => state.settings.weights);
  const layer = useAppState((state) => state.settings.layer);
  const { update } = useActions();
  const [isOpen, setIsOpen] = useState(weights === 'random');
  const [isOpenFolded, setIsOpenFolded] = useState(false);
  const [before, setBefore] = useState(weights);
  if (before !== weights) {
    setBefore(weights);
    // Nothing closes under the hand of whoever chose other weights here.
    if (weights === 'random') setIsOpen(true);
  }
  const isTrained = weights !== 'random';
  return (
    <div className="model-line">
      <details
        open={isFolded ? isOpenFolded : isOpen}
        onToggle={({ currentTarget: { open } }: SyntheticEvent<HTMLDetailsElement>) =>
          isFolded ? setIsOpenFolded(open) : setIsOpen(open)
        }
      >
        <summary className="model-line__summary numeric">
          <strong>Model</strong> {!isFolded && <Facts />}
        </summary>
        <ModelSettings />
      </details>
      {isTrained && (
        <div className="model-line__aside">
          <LayerSwitch layer={layer} onChange={(chosen) => update({ layer: chosen })} />
          {!isFolded && (
            <Toolbar label="Order and explanations" className="model-line__about">
              <MapOrderSelect />
              <LabelLegend />
              {weights === 'trained' && <ModelCardButton />}
            </Toolbar>
          )}
        </div>
      )}
    </div>
  );
}

/** What the weights are, and what else decides the numbers, in a sentence. */
function Facts() {
  const settings = useAppState((state) => state.settings);
  const trained = useAppState(selectTrainedLayer);
  const title = useAppState((state) => state.models.own?.title);
  const { weights, numHeads, dModel, causal, positions, bias, seed, tokenizer } = settings;
  const facts = [
    `${formatCountOf(numHeads, 'query head')} of d_k ${headDim(settings)}`,
    `d_model ${formatCount(dModel)}`,
    causal ? 'causal mask' : 'no mask',
    positions ? 'positions' : 'no positions',
    bias === 'qkv' ? 'bias on q, k and v' : bias ? 'bias' : 'no bias',
    `seed ${seed}`,
    `${TOKENIZER_NAMES[tokenizer]} tokens`,
  ].join(' · ');
  return (
    <span>
      {weights === 'own' && trained ? (
        <>Your models ({title}): they know no words’ meaning</>
      ) : trained ? (
        'Trained to find things in a sequence; it knows no words’ meaning'
      ) : (
        <>
          <b>Random weights, untrained:</b>{' '}
          {weights === 'random' ? 'the seed decides where a head looks' : 'the trained models could not be loaded'}
        </>
      )}{' '}
      · {facts}
    </span>
  );
}
