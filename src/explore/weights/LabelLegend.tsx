import { KIND_WORDS } from '../../attention/labels/labelWords.ts';
import type { LabelKind } from '../../attention/labels/targets.ts';
import { DisclosureMenu } from '../../controls/DisclosureMenu.tsx';
import './label-legend.css';

/** In the order of the legend. No training ever made a head that looks for the same token: it is not promised here. */
const KINDS: readonly LabelKind[] = ['previous', 'twoBack', 'first', 'mark', 'induction', 'self'];

/** Explains the words below the maps, and how a head earns one. */
export function LabelLegend() {
  return (
    <DisclosureMenu label="Labels" align="end">
      {() => (
        <div className="label-legend">
          <dl>
            {KINDS.map((kind) => (
              <div key={kind}>
                <dt>{KIND_WORDS[kind].short}</dt>
                <dd translate="no">{KIND_WORDS[kind].does}</dd>
              </div>
            ))}
            <div>
              <dt>diffuse</dt>
              <dd translate="no">spreads its weight over nearly all tokens</dd>
            </div>
            <div>
              <dt>no word</dt>
              <dd translate="no">nothing stands out, which is a fine answer</dd>
            </div>
          </dl>
          <p>
            The per cent are the share of a head’s weight that lies there, over the rows that have something to find.
            They become a label only if they beat 99.5 % of the heads of ten untrained models on the same text and, by a
            good margin, looking everywhere equally; for marks and induction, also this head on shuffled words.
          </p>
          <p>
            Rows faded and struck through: an induction head has nothing to find yet, because nothing before the row
            followed an earlier occurrence of its token. Where it looks there is arbitrary.
          </p>
        </div>
      )}
    </DisclosureMenu>
  );
}
