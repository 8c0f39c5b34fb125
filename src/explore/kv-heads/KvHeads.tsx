import { useMemo } from 'react';
import { formatCountOf, formatPercent } from '../../attention/numbers/format.ts';
import { groupSize } from '../../attention/sharing.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectMeasuresAtStops } from '../../state/shown/sweep/nextDistance.ts';
import { selectSweptPoints } from '../../state/shown/sweep/sweptPoints.ts';
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
  const hasDistance = useAppState(selectMeasuresAtStops) && !hasLoss;
  const points = useAppState(selectSweptPoints);
  const distanceAt = (kvHeads: number) =>
    hasDistance ? points.find((point) => point.numKvHeads === kvHeads)?.distance : undefined;
  const chosen = stops.find(({ kvHeads }) => kvHeads === numKvHeads);
  if (weights === 'own') {
    return (
      <p className="kv-heads kv-heads--fixed">
        Your GQA model was trained with <b>{formatCountOf(numKvHeads, 'KV head')}</b>, which{' '}
        {formatCountOf(numHeads, 'query head')} share.{' '}
        <button type="button" className="button" onClick={() => update({ screen: 'train' })}>
          Train another number
        </button>
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
        note={[kvNote({ numHeads, numKvHeads }), chosen && costOf(chosen), distanceNote(distanceAt(numKvHeads))]
          .filter(Boolean)
          .join('; ')}
        accent="var(--gqa)"
        marks={stops.map((stop) => ({
          stop: stop.kvHeads,
          content: (
            <StopMark
              key={stop.kvHeads}
              {...stop}
              distance={hasDistance ? distanceText(distanceAt(stop.kvHeads)) : undefined}
            />
          ),
        }))}
        onChange={(kvHeads) => update({ numKvHeads: kvHeads })}
      />
      <ul className="kv-heads__rows" aria-hidden="true">
        <li>cache %</li>
        {hasLoss && <li>loss</li>}
        {hasDistance && <li>distance</li>}
      </ul>
    </div>
  );
}

/**
 * "4", "1 = MQA", below it "25", and "0.69" where models were trained with so many; of random weights how far the output is
 * from MHA’s, once that is measured.
 */
function StopMark({ kvHeads, end, cacheShare, loss, isStuck, distance }: KvStop & { distance: string | undefined }) {
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
      <span className="kv-heads__cost">{perCent(cacheShare)}</span>
      {loss && <span className="kv-heads__cost">{loss.median.toFixed(2)}</span>}
      {distance !== undefined && <span className="kv-heads__cost">{distance}</span>}
    </>
  );
}

/** "6.25", as everywhere else on the page; the sign stands before the row. */
const perCent = (share: number) => formatPercent(share).replace('\u202f%', '');

/** What the present number of KV heads amounts to; at the ends GQA is one of the other two. */
function kvNote(shape: Pick<AttentionShape, 'numHeads' | 'numKvHeads'>): string {
  if (shape.numHeads === 1) return 'One head: MHA, GQA and MQA are the same';
  if (shape.numKvHeads === 1) return '1 KV head: this is MQA';
  if (shape.numKvHeads === shape.numHeads) return 'All heads: this is MHA';
  return `${formatCountOf(groupSize(shape), 'query head')} per KV head`;
}

/** Two decimals; a line as high before there is one, so that nothing moves when it comes. */
const distanceText = (distance: number | undefined) => distance?.toFixed(2) ?? '\u00a0';

function distanceNote(distance: number | undefined): string | undefined {
  return distance === undefined ? undefined : `output ${distance.toFixed(2)} from MHA’s, relative to it`;
}

function costOf({ cacheShare, loss, isStuck }: KvStop): string {
  const cost = `${formatPercent(cacheShare)} of MHA’s cache`;
  const measured = loss ? `, measured loss ${loss.median.toFixed(2)}` : '';
  return `${cost}${measured}${isStuck ? ', and this model got stuck in training' : ''}`;
}
