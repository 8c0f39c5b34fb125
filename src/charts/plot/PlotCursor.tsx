import './plot.css';

interface PlotCursorProps {
  /** E.g. "Length to read". */
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** Where the lines are read: what is pointed at, or else the chart's own choice. */
  readonly value: number;
  /** The reading there, in words. */
  readonly sentence: string;
  readonly pointed: number | null;
  /** The value at a horizontal position, in px from the left of the plot. */
  readonly valueAt: (x: number) => number;
  /** The value that a key leads to; undefined for a key that moves nothing. */
  readonly valueAfter: (key: string) => number | undefined;
  readonly onPoint: (value: number | null) => void;
}

/** Lies over a plot, and moves the place at which its lines are read: by pointing, or with the arrow keys. */
export function PlotCursor(props: PlotCursorProps) {
  const { label, least, most, value, sentence, pointed, valueAt, valueAfter, onPoint } = props;
  return (
    <div
      className="plot__cursor"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={sentence}
      onPointerMove={(event) => onPoint(valueAt(event.clientX - event.currentTarget.getBoundingClientRect().left))}
      onPointerLeave={() => onPoint(null)}
      onBlur={() => onPoint(null)}
      onKeyDown={(event) => {
        const next = event.key === 'Escape' ? null : valueAfter(event.key);
        if (next === undefined || (next === null && pointed === null)) return;
        // The key was for this chart: it must not also move a slider of Present, or leave it.
        event.preventDefault();
        event.stopPropagation();
        onPoint(next);
      }}
    />
  );
}
