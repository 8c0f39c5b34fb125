import { useState } from 'react';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { useMediaQuery } from '../../controls/useMediaQuery.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { CardDoor } from '../card/CardDoor.tsx';
import { KvHeads } from '../kv-heads/KvHeads.tsx';
import { useShowOnly } from '../useShowOnly.ts';
import { MechanismColumn } from './MechanismColumn.tsx';
import { useGridFit } from './useGridFit.ts';
import './columns.css';

interface Props {
  readonly table: ColorTable;
  readonly theme: Theme;
  /** True while the inspected mechanism's column alone has its width, and the others are strips beside it. */
  readonly isFolded: boolean;
}

/** Narrower than this, three columns of maps can't be read: phones, and 200 % zoom. Paper is wide: print.css. */
const NARROW = 'screen and (width < 60rem)';

/** The three mechanisms side by side; on a narrow screen one at a time, with a switch. */
export function Columns({ table, theme, isFolded }: Props) {
  const [chosen, setChosen] = useState<Mechanism>('gqa');
  const isNarrow = useMediaQuery(NARROW);
  const inspected = useAppState((state) => state.settings.inspectMechanism);
  const shown = useShowOnly(isNarrow ? chosen : null);
  const whole = isFolded ? inspected : null;
  const [roomRef, fit] = useGridFit(isNarrow);
  return (
    <div className="columns-box">
      {isNarrow && (
        <div className="columns__bar">
          <fieldset className="columns__switch">
            <legend className="visually-hidden">Mechanism</legend>
            {MECHANISMS.map((mechanism) => (
              <label key={mechanism} title={MECHANISM_NAMES[mechanism]} data-mechanism={mechanism}>
                <input
                  type="radio"
                  name="mechanism"
                  checked={mechanism === chosen}
                  onChange={() => setChosen(mechanism)}
                />
                {MECHANISM_SHORT[mechanism]}
              </label>
            ))}
            <ColorLegend table={table} isLine />
          </fieldset>
          <KvHeads />
        </div>
      )}
      <CardDoor table={table} />
      <div className="columns" data-count={shown.length} data-whole={whole ?? undefined}>
        {shown.map((mechanism) => (
          <MechanismColumn
            key={mechanism}
            mechanism={mechanism}
            table={table}
            theme={theme}
            isStrip={whole !== null && mechanism !== whole}
            roomRef={mechanism === (whole ?? shown[0]) ? roomRef : undefined}
            hasSlider={!isNarrow}
            fit={fit}
          />
        ))}
      </div>
    </div>
  );
}
