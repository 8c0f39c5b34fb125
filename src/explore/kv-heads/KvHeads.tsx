import { useMemo } from 'react';
import { formatCountOf, formatPercent } from '../../attention/numbers/format.ts';
import { groupSize } from '../../attention/sharing.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { type KvStop, kvStops } from './stops.ts';
import './kv-heads.css';

/** How many KV heads GQA has, with what each choice costs under its stop: the share of MHA's cache, and the measured loss. */
export function KvHeads() {
  const numHeads = useAppState((state) => state.settings.numHeads);
  const numKvHeads = useAppState((state) => state.settings.numKvHeads);
  const weights = useAppState((state) => state.settings.weights);
  const { update } = useActions();
  const stops = useMemo(() => kvStops(numHeads, weights), [numHeads, weights]);
  const hasLoss = stops.some(({ loss }) => loss !== undefined);
  const chosen = stops.find(({ kvHeads }) => kvHeads === numKvHeads);
  if (weights === 'own') {
    return (
      <p className="kv-heads kv-heads--fixed">
        Your GQA model was trained with <b>{formatCountOf(numKvHeads, 'KV head')}</b>, which{' '}
        {formatCountOf(numHeads, 'query head')} share.
      </p>
    );
  }
  return (
    <div className="kv-heads numeric">
      <StopSlider
        label="KV heads"
        value={numKvHeads}
        stops={stops.map(({ kvHeads }) => kvHeads)}
        valueText={formatCountOf(numKvHeads, 'KV head')}
        note={[kvNote({ numHeads, numKvHeads }), chosen && costOf(chosen)].filter(Boolean).join('; ')}
        accent="var(--gqa)"
        marks={stops.map((stop) => ({ stop: stop.kvHeads, content: <StopMark key={stop.kvHeads} {...stop} /> }))}
        onChange={(kvHeads) => update({ numKvHeads: kvHeads })}
      />
      <ul className="kv-heads__rows" aria-hidden="true">
        <li>cache</li>
        {hasLoss && <li>loss</li>}
      </ul>
    </div>
  );
}

/** "4", "1 = MQA", below it "25 %", and "0.69" where models were trained with so many. */
function StopMark({ kvHeads, end, cacheShare, loss, isStuck }: KvStop) {
  return (
    <>
      <b>
        {kvHeads}
        {end && <span className="kv-heads__end"> = {end}</span>}
        {isStuck && (
          <span className="kv-heads__stuck">
            {' '}
            ⚠<span className="kv-heads__stuck-word"> stuck</span>
          </span>
        )}
      </b>
      <span className="kv-heads__cost">{wholePercent(cacheShare)}</span>
      {loss && <span className="kv-heads__cost">{loss.mean.toFixed(2)}</span>}
    </>
  );
}

/** "6 %": figures in a row are compared, not computed with. */
const wholePercent = (share: number) => `${Math.round(100 * share)}\u202f%`;

/** What the present number of KV heads amounts to; at the ends GQA is one of the other two. */
function kvNote(shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>): string {
  if (shape.numHeads === 1) return 'One head: MHA, GQA and MQA are the same';
  if (shape.numKvHeads === 1) return '1 KV head: this is MQA';
  if (shape.numKvHeads === shape.numHeads) return 'All heads: this is MHA';
  return `${formatCountOf(groupSize(shape), 'query head')} per KV head`;
}

function costOf({ cacheShare, loss, isStuck }: KvStop): string {
  const cost = `${formatPercent(cacheShare)} of MHA’s cache`;
  const measured = loss ? `, measured loss ${loss.mean.toFixed(2)}` : '';
  return `${cost}${measured}${isStuck ? ', and this model got stuck in training' : ''}`;
}
