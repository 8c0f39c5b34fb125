/** One cell of one map. All three are 0-based. */
export interface MapCell {
  readonly queryHead: number;
  /** Row: the token that attends. */
  readonly queryPosition: number;
  /** Column: the token attended to. */
  readonly keyPosition: number;
}

/** The causal mask hides every key after the query. */
export function isMasked(cell: Pick<MapCell, 'queryPosition' | 'keyPosition'>, causal: boolean): boolean {
  return causal && cell.keyPosition > cell.queryPosition;
}

export function sameCell(a: MapCell | null, b: MapCell | null): boolean {
  return a?.queryHead === b?.queryHead && a?.queryPosition === b?.queryPosition && a?.keyPosition === b?.keyPosition;
}
