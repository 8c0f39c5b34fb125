import { variantName } from '../../attention/cost/variants.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { kvHeadChoices } from '../../attention/sharing.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import { accentColor } from '../accents.ts';
import type { CostPartProps } from '../costSetup.ts';
import { headlineOf } from './headline.ts';
import './cost-headline.css';

/** What the chosen GPUs hold of the chosen model, in one sentence, and the number that changes it. */
export function CostHeadline({ setup, onChange }: CostPartProps) {
  const { model, choice, variants } = setup;
  const { queryHeads } = model;
  return (
    <div className="cost-headline">
      <p className="cost-headline__sentence" aria-live="polite">
        {headlineOf(setup).map(({ text, accent }, index) =>
          accent ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of one sentence have no other name
            <strong key={index} style={{ color: accentColor(accent) }}>
              {text}
            </strong>
          ) : (
            text
          ),
        )}
      </p>
      {queryHeads !== null && variants.length > 1 && (
        <StopSlider
          label="KV heads"
          value={choice.kvHeads}
          stops={kvHeadChoices(queryHeads)}
          valueText={formatCountOf(choice.kvHeads, 'KV head')}
          note={`${variantName(queryHeads, choice.kvHeads)}: ${formatCountOf(queryHeads / choice.kvHeads, 'query head')} a KV head`}
          accent={accentColor(choice.kvHeads === queryHeads ? 'mha' : choice.kvHeads === 1 ? 'mqa' : 'gqa')}
          onChange={(kvHeads) => onChange({ kvHeads })}
        />
      )}
    </div>
  );
}
