import type { Mechanism } from '../../attention/types.ts';

export type Theme = 'light' | 'dark';

/**
 * Every colour of the app, once. `app/theme.ts` writes them as CSS custom properties (`--paper`, `--ink-soft`, …);
 * canvases read them from here. The three accents follow Okabe and Ito (2008): blue, vermilion, bluish green, told apart
 * under every common colour vision deficiency; each is also always labelled.
 */
export interface Palette {
  readonly paper: string;
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  /** Decorative hairlines. */
  readonly rule: string;
  /** Lines that carry meaning: at least 3:1 on `paper`. */
  readonly line: string;
  readonly focus: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly mha: string;
  readonly gqa: string;
  readonly mqa: string;
  /** Tints of the accents, for bands behind marks. */
  readonly mhaSoft: string;
  readonly gqaSoft: string;
  readonly mqaSoft: string;
  /** Ends of the diverging scale of signed numbers, which belong to no mechanism: ColorBrewer's RdBu, lit up in dark. */
  readonly negative: string;
  readonly positive: string;
  /** Words, texts and numbers of program code; what remains is ink, remarks are soft ink. */
  readonly codeKeyword: string;
  readonly codeString: string;
  readonly codeNumber: string;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: '#fbfaf6',
    surface: '#ffffff',
    ink: '#1b1a17',
    inkSoft: '#55524a',
    rule: '#ddd9ce',
    line: '#858074',
    focus: '#0a58ca',
    warn: '#8a4b00',
    warnSoft: '#fdf1dc',
    mha: '#0067a5',
    gqa: '#b84a00',
    mqa: '#007558',
    mhaSoft: '#e3eff8',
    gqaSoft: '#fbeadf',
    mqaSoft: '#def3ec',
    negative: '#2166ac',
    positive: '#b2182b',
    codeKeyword: '#5b3fa8',
    codeString: '#2f6114',
    codeNumber: '#9a1b4b',
  },
  dark: {
    paper: '#12120f',
    surface: '#1b1b18',
    ink: '#f0ede4',
    inkSoft: '#cdc9be',
    rule: '#34332e',
    line: '#7f7b70',
    focus: '#7fb5ff',
    warn: '#ffc069',
    warnSoft: '#33270f',
    mha: '#6cb8f0',
    gqa: '#ff9d5c',
    mqa: '#4fd1a5',
    mhaSoft: '#152734',
    gqaSoft: '#35210f',
    mqaSoft: '#103027',
    negative: '#6db3f2',
    positive: '#ff8672',
    codeKeyword: '#c4a8ff',
    codeString: '#b5d98a',
    codeNumber: '#ff9fb8',
  },
};

/** The accent of a mechanism as a CSS value, the same everywhere that mechanism appears. */
export const accent = (mechanism: Mechanism): string => `var(--${mechanism})`;
