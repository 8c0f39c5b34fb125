import type { Fit } from '../../attention/cost/serving/fit.ts';
import { remediesFor } from '../../attention/cost/serving/remedies.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { accentColor } from '../accents.ts';
import type { CostPartProps, CostVariant } from '../costSetup.ts';
import { weightsIn } from '../costSetupOf.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { binaryText, decimalText } from '../words/bytesText.ts';
import { remedyText } from './remedyText.ts';
import { replicationText } from './replicationText.ts';

interface Props extends CostPartProps {
  readonly variant: CostVariant;
  readonly fit: Fit;
}

/** Says of one model whether what was asked for fits, what would make it fit, and which heads are held more than once. */
export function FitVerdict({ setup, variant, fit, onChange }: Props) {
  const { sequences } = setup.choice;
  const replicated = replicationText(fit, setup.choice.tensorParallel);
  const asked = `${formatCountOf(sequences, 'sequence')} of ${formatCountOf(setup.choice.contextTokens, 'token')}`;
  const remedies = (fit.fits ? [] : remediesFor(fitInputOf(setup, variant), weightsIn(setup, variant))).map(
    ({ change }) => remedyText(change),
  );
  // Those that can be chosen with a click come first.
  const inOrder = [...remedies].sort((a, b) => Number(a.patch === null) - Number(b.patch === null));
  return (
    <li>
      <b style={{ color: accentColor(variant.accent) }}>{variant.name}</b>:{' '}
      {fit.fits ? (
        fit.sequences === null ? (
          'nothing is kept of a sequence, and memory does not limit how many there are.'
        ) : (
          `${asked} ${sequences === 1 ? 'fits' : 'fit'}.`
        )
      ) : (
        <>
          {asked} {sequences === 1 ? 'does' : 'do'} not fit: short by <strong>{binaryText(fit.shortBytes)}</strong> (
          {decimalText(fit.shortBytes)}) on each GPU.
        </>
      )}{' '}
      {replicated}
      {remedies.length > 0 && (
        <>
          {' '}
          Each of these alone is enough:
          <ul className="fit-section__remedies">
            {inOrder.map(({ text, patch }) => (
              <li key={text}>
                {patch === null ? (
                  text
                ) : (
                  <button type="button" className="button" onClick={() => onChange(patch)}>
                    {text}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {!fit.fits &&
        remedies.length === 0 &&
        ` No single change to ${formatCount(setup.choice.gpus)} × ${setup.gpu.name} is enough.`}
    </li>
  );
}
