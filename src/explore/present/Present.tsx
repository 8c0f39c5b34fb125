import { useEffect, useRef, useState } from 'react';
import { colorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { useMediaQuery } from '../../controls/useMediaQuery.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { presentAnchor } from '../../state/shown/pointing/linkedHeads.ts';
import { KvHeadsStatus } from '../kv-heads/KvHeadsStatus.tsx';
import { MarkDrawn } from '../MarkDrawn.tsx';
import { useShowOnly } from '../useShowOnly.ts';
import { BlankScreen } from './BlankScreen.tsx';
import { PresentAlone } from './column/PresentAlone.tsx';
import { PresentColumn } from './column/PresentColumn.tsx';
import { PredictionContext, usePrediction } from './figures/usePrediction.ts';
import { KeyList } from './keys/KeyList.tsx';
import { type Cover, usePresentKeys } from './keys/usePresentKeys.ts';
import { PresentFoot } from './PresentFoot.tsx';
import { PresentNextWords } from './PresentNextWords.tsx';
import { PresentText } from './PresentText.tsx';
import { ShareLink } from './share/ShareLink.tsx';
import { useFit } from './useFit.ts';
import { usePictured } from './usePictured.ts';
import { useProjectorType } from './useProjectorType.ts';
import './present.css';

export interface PresentProps {
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
}

/** Three columns need the width of a screen of 4:3: on a squarer one their type would be too small for the last row. */
const WIDE = '(min-aspect-ratio: 4/3)';

/** Explore for a projector: the picture and the text, in type that reads from the last row, worked by keys. */
export function Present({ theme, onToggleTheme }: PresentProps) {
  const settings = useAppState((state) => state.settings);
  const { colorScale, causal, presentFocus, presentHead } = settings;
  const { update, setAskingToken } = useActions();
  const [cover, setCover] = useState<Cover>(null);
  const { prediction, predict, end } = usePrediction();
  const fitsThree = useMediaQuery(WIDE);
  // Where one alone has room it is GQA, or the one whose head is shown.
  const alone = presentHead === null ? 'gqa' : presentAnchor(settings);
  const wanted = useShowOnly(presentFocus === 'all' ? (fitsThree ? null : alone) : presentFocus);
  const [first = 'gqa', ...others] = usePictured(wanted);
  const shown = [first, ...others];
  const [roomRef, fit] = useFit();
  const screen = useRef<HTMLDivElement>(null);
  const table = colorTable(colorScale, theme);
  useProjectorType();
  usePresentKeys({
    ...{ cover, fitsThree, onToggleTheme },
    ...{ onCover: setCover, onPredict: predict, onEndPrediction: end },
  });
  // On nothing in particular: the keys work everywhere, and Tab goes on from here.
  const takeFocus = () => screen.current?.focus({ preventScroll: true });
  useEffect(takeFocus, []);
  // The word that asks belongs to the talk, not to Explore.
  useEffect(() => () => setAskingToken(null), [setAskingToken]);

  return (
    <PredictionContext value={prediction}>
      <div ref={screen} className="present" tabIndex={-1}>
        <h1 className="visually-hidden">HeadRoom, presenting</h1>
        <PresentText />
        {others.length > 0 && <PresentNextWords shown={shown} />}
        {/* A map that is clicked would take the arrow keys from the heads; with Tab it still gets them. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it keeps a click from doing what it would. */}
        <div
          className="present__columns"
          onMouseDown={(event) => {
            event.preventDefault();
            takeFocus();
          }}
        >
          {others.length === 0 ? (
            <PresentAlone mechanism={first} table={table} roomRef={roomRef} fit={fit} />
          ) : (
            shown.map((mechanism) => (
              <PresentColumn
                key={mechanism}
                mechanism={mechanism}
                table={table}
                roomRef={mechanism === first ? roomRef : undefined}
                fit={fit}
              />
            ))
          )}
          <MarkDrawn />
        </div>
        <PresentFoot
          table={table}
          causal={causal}
          shown={shown}
          onKeys={() => setCover('help')}
          onLeave={() => update({ present: false })}
        />
        <KvHeadsStatus isCovered={prediction?.phase === 'covered'} />
        {cover === 'help' && <KeyList fitsThree={fitsThree} onClose={() => setCover(null)} />}
        {cover === 'blank' && <BlankScreen onClose={() => setCover(null)} />}
        {cover === 'share' && <ShareLink onClose={() => setCover(null)} />}
      </div>
    </PredictionContext>
  );
}
