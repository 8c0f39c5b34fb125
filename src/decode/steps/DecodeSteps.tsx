import { useMemo, useState } from 'react';
import type { MapCell } from '../../charts/cells/cell.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import { colorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { selectDecodePlan, selectDecodeThen } from '../../state/shown/decoding/decodeRun.ts';
import { FollowsLater } from '../../state/shown/hooks/FollowsLater.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTokenization } from '../../state/shown/tokens.ts';
import type { DecodeControls } from '../../state/work/decode/decodeController.ts';
import { CheckLine } from './CheckLine.tsx';
import { DecodeChoices } from './DecodeChoices.tsx';
import { DecodeColumn } from './DecodeColumn.tsx';
import { DecodeReadout } from './DecodeReadout.tsx';
import './decode-steps.css';
import { FedTokens } from './FedTokens.tsx';
import { Transport } from './Transport.tsx';
import { cutText, introText } from './words.ts';

interface Props {
  readonly theme: Theme;
  readonly controls: DecodeControls;
}

/** Decodes a text token by token, in each mechanism on screen. */
export function DecodeSteps(props: Props) {
  const hasRows = useAppState((state) => state.decode.decoded !== null);
  return (
    <section aria-label="Decode" className="card decode-steps" data-rows={hasRows}>
      <FollowsLater className="decode-steps__parts">
        <h2 className="decode-steps__title">Decode</h2>
        <Parts {...props} />
      </FollowsLater>
    </section>
  );
}

function Parts({ theme, controls }: Props) {
  const plan = useAppState(selectDecodePlan);
  const then = useAppState(selectDecodeThen);
  const tokenization = useAppState(selectTokenization);
  const isCausal = useAppState((state) => state.settings.causal);
  if (plan === null)
    return <p>There is nothing to decode: the text has no tokens. Type some words, or pick an example, in Explore.</p>;
  const cut = cutText(plan, then, tokenization);
  return (
    <>
      <p>{introText(plan, tokenization.total)}</p>
      {!isCausal && <p>Decoding is causal: here the mask is on, though it is switched off for the maps of Explore.</p>}
      {cut && <p>{cut}</p>}
      <div className="decode-steps__controls">
        <DecodeChoices plan={plan} />
        <Transport plan={plan} controls={controls} />
      </div>
      <CheckLine controls={controls} />
      <FedTokens plan={plan} />
      <Columns theme={theme} />
    </>
  );
}

/** All mechanisms on screen, and the cell that is pointed at in one of them. */
function Columns({ theme }: { readonly theme: Theme }) {
  const mechanisms = useAppState((state) => state.visibleMechanisms);
  const scale = useAppState((state) => state.settings.colorScale);
  // Explore has a legend in sight wherever one is.
  const isCost = useAppState((state) => state.settings.screen === 'cost');
  const plan = useAppState(selectDecodePlan);
  const [cell, setCell] = useState<MapCell | null>(null);
  const table = useMemo(() => colorTable(scale, theme), [scale, theme]);
  const capacity = plan?.tokens.length ?? 0;
  return (
    <>
      {isCost && (
        <div className="decode-steps__legend">
          <span aria-hidden="true">↓ query (attends from) → key (attended to)</span>
          <ColorLegend table={table} isLine />
        </div>
      )}
      <div className="decode-steps__columns" data-count={mechanisms.length}>
        {mechanisms.map((mechanism) => (
          <DecodeColumn
            key={mechanism}
            mechanism={mechanism}
            capacity={capacity}
            table={table}
            cell={cell}
            onHover={setCell}
          />
        ))}
      </div>
      <DecodeReadout cell={cell} />
    </>
  );
}
