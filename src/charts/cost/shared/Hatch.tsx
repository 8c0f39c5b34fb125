import './hatch-pattern.css';

interface HatchProps {
  /** Unique on the page; `fill="url(#id)"` uses it. */
  readonly id: string;
  /** True for the hatching of something that is there, in the surrounding `color`; false for that of room where nothing fits. */
  readonly isStrong?: boolean;
}

/** Draws a pattern of stripes. */
export function Hatch({ id, isStrong = false }: HatchProps) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse">
        <path
          className={`hatch-pattern${isStrong ? ' hatch-pattern--strong' : ''}`}
          d="M0 7 L7 0 M-1 1 L1 -1 M6 8 L8 6"
        />
      </pattern>
    </defs>
  );
}
