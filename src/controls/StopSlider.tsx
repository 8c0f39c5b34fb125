import { type CSSProperties, type PointerEvent, type ReactNode, useId, useRef } from 'react';
import { formatCount } from '../attention/numbers/format.ts';
import { fractionOf, stopAfterKey, stopAt } from './stops.ts';
import './stop-slider.css';

interface Props {
  readonly label: string;
  readonly value: number;
  /** The valid values, ascending. */
  readonly stops: readonly number[];
  readonly onChange: (value: number) => void;
  /** What the value means, for the eye and for a screen reader: "4 KV heads". */
  readonly valueText: string;
  /** A remark under the track, e.g. that this end is MQA. */
  readonly note?: string | undefined;
  readonly accent?: string;
  /** What stands under stops, each under its own. For the eye alone: `note` says it of the chosen one. */
  readonly marks?: readonly { readonly stop: number; readonly content: ReactNode }[] | undefined;
  /** Why the value is fixed now, as a sentence: the slider rests and says it. */
  readonly disabledBecause?: string | undefined;
}

/**
 * A native range input that holds the real value (4 KV heads is 4, not "stop 3"), so that screen readers and scripts
 * read and set the number itself. The pointer is ours, because the stops stand at equal distances; keys step by stops.
 */
export function StopSlider(props: Props) {
  const { label, value, stops, onChange, valueText, note, accent, marks, disabledBecause } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const said = note ?? disabledBecause;
  const first = stops[0] ?? value;
  const last = stops.at(-1) ?? value;

  const choose = (next: number) => {
    if (next !== value) onChange(next);
  };
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const track = event.currentTarget.getBoundingClientRect();
    if (track.width > 0) choose(stopAt((event.clientX - track.left) / track.width, stops));
  };

  const style = { '--at': fractionOf(value, stops), '--slider': accent ?? 'var(--ink)' } as CSSProperties;
  return (
    <div className="stop-slider" style={style} title={disabledBecause}>
      <div className="stop-slider__head">
        <label htmlFor={id}>{label}</label>
        <output translate="no" htmlFor={id} className="stop-slider__value numeric">
          {formatCount(value)}
        </output>
      </div>
      <div
        className="stop-slider__reach"
        onPointerDown={(event) => {
          if (event.button !== 0 || disabledBecause !== undefined) return;
          event.preventDefault(); // the native thumb would jump to the linear position
          event.currentTarget.setPointerCapture(event.pointerId);
          input.current?.focus();
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        <div className="stop-slider__track">
          <input
            ref={input}
            id={id}
            type="range"
            min={first}
            max={last}
            step={1}
            value={value}
            disabled={disabledBecause !== undefined}
            aria-valuetext={valueText}
            aria-describedby={said ? `${id}-note` : undefined}
            onChange={(event) => {
              // Set by a script or an assistive technology: any number may come, the nearest stop is taken.
              const wanted = event.target.valueAsNumber;
              choose(stops.reduce((best, stop) => (Math.abs(stop - wanted) < Math.abs(best - wanted) ? stop : best)));
            }}
            onKeyDown={(event) => {
              if (event.altKey || event.ctrlKey || event.metaKey) return;
              const next = stopAfterKey(event.key, value, stops);
              if (next === undefined) return;
              event.preventDefault();
              choose(next);
            }}
          />
          <span className="stop-slider__rail" aria-hidden="true">
            {stops.map((stop) => (
              <i key={stop} style={{ insetInlineStart: `${fractionOf(stop, stops) * 100}%` }} />
            ))}
            <b />
          </span>
        </div>
        {marks && (
          <div className="stop-slider__marks" aria-hidden="true">
            {marks.map(({ stop, content }) => (
              <span
                key={stop}
                className="stop-slider__mark"
                style={{ insetInlineStart: `${fractionOf(stop, stops) * 100}%` }}
                data-chosen={stop === value}
              >
                {content}
              </span>
            ))}
          </div>
        )}
      </div>
      {said && (
        <p id={`${id}-note`} className="stop-slider__note">
          {note}
          {disabledBecause && <span className="visually-hidden">{disabledBecause}</span>}
        </p>
      )}
    </div>
  );
}
