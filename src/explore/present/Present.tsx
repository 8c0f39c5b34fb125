import { useEffect, useRef, useState } from 'react';
import { colorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { useMediaQuery } from '../../controls/useMediaQuery.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { MarkDrawn } from '../MarkDrawn.tsx';
import { useShowOnly } from '../useShowOnly.ts';
import { BlankScreen } from './BlankScreen.tsx';
import { FigureStrip } from './FigureStrip.tsx';
import { KeyList } from './KeyList.tsx';
import { PresentColumn } from './PresentColumn.tsx';
import { PresentFoot } from './PresentFoot.tsx';
import { PresentReadout } from './PresentReadout.tsx';
import { PresentText } from './PresentText.tsx';
import { useFit } from './useFit.ts';
import { usePictured } from './usePictured.ts';
import { type Cover, usePresentKeys } from './usePresentKeys.ts';
import { useProjectorType } from './useProjectorType.ts';
import './present.css';

interface Props {
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
}

/** Three columns need the width of a wide screen: at 4:3 their type would be too small for the last row. */
const WIDE = '(min-aspect-ratio: 8/5)';

/** Explore for a projector: the picture and the text, in type that reads from the last row, worked by keys. */
export function Present({ theme, onToggleTheme }: Props) {
  const { colorScale, causal, presentFocus } = useAppState((state) => state.settings);
  const { update } = useActions();
  const [cover, setCover] = useState<Cover>(null);
  const fitsThree = useMediaQuery(WIDE);
  const wanted = useShowOnly(presentFocus === 'all' ? (fitsThree ? null : 'gqa') : presentFocus);
  const [first = 'gqa', ...others] = usePictured(wanted);
  const [roomRef, fit] = useFit();
  const screen = useRef<HTMLDivElement>(null);
  const table = colorTable(colorScale, theme);
  const isAlone = others.length === 0;
  useProjectorType();
  usePresentKeys({ cover, onCover: setCover, onToggleTheme });
  // On nothing in particular: the keys work everywhere, and Tab goes on from here.
  const takeFocus = () => screen.current?.focus({ preventScroll: true });
  useEffect(takeFocus, []);

  return (
    <div ref={screen} className="present" tabIndex={-1}>
      <h1 className="visually-hidden">HeadRoom, presenting</h1>
      <PresentText />
      {/* A map that is clicked would take the arrow keys from the heads; with Tab it still gets them. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it keeps a click from doing what it would. */}
      <div
        className="present__columns"
        data-alone={isAlone}
        onMouseDown={(event) => {
          event.preventDefault();
          takeFocus();
        }}
      >
        {[first, ...others].map((mechanism) => (
          <PresentColumn
            key={mechanism}
            mechanism={mechanism}
            table={table}
            alone={isAlone}
            roomRef={mechanism === first ? roomRef : undefined}
            fit={fit}
          />
        ))}
        <MarkDrawn />
        {isAlone && <FigureStrip shown={first} />}
      </div>
      <PresentReadout shown={[first, ...others]} />
      <PresentFoot
        table={table}
        causal={causal}
        onKeys={() => setCover('help')}
        onLeave={() => update({ present: false })}
      />
      {cover === 'help' && <KeyList onClose={() => setCover(null)} />}
      {cover === 'blank' && <BlankScreen onClose={() => setCover(null)} />}
    </div>
  );
}
