import { headDim, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { accent } from '../color/palette.ts';
import { kvCacheFormula } from './formula.ts';
import type { CacheSetup } from './lines.ts';

/** The arithmetic of the three caches at one length, numbers substituted. */
export function CacheFormulas({ setup, tokens }: { readonly setup: CacheSetup; readonly tokens: number }) {
  const { shape, layers, sequences, bytesPerElement } = setup;
  return (
    <dl className="cache-chart__formulas">
      {MECHANISMS.map((mechanism) => {
        const { numKvHeads } = shapeOf(mechanism, shape);
        return (
          <div key={mechanism}>
            <dt style={{ color: accent(mechanism) }}>{MECHANISM_SHORT[mechanism]}</dt>
            <dd translate="no">
              {kvCacheFormula({ layers, numKvHeads, headDim: headDim(shape), tokens, sequences, bytesPerElement })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
