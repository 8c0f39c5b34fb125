import './heads-plot.css';

interface WhiskerProps {
  readonly x: number;
  /** Half the width of its ends. */
  readonly cap: number;
  readonly most: number;
  readonly least: number;
}

/** From the least to the most, in px from the top left. */
export function Whisker({ x, cap, most, least }: WhiskerProps) {
  return (
    <path
      className="heads-plot__whisker"
      d={`M${x - cap} ${most}H${x + cap}M${x} ${most}V${least}M${x - cap} ${least}H${x + cap}`}
    />
  );
}
