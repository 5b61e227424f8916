import RANGES from '@fontsource/be-vietnam-pro/unicode.json';

/** Weights of the one type face we print with. */
export const WEIGHTS = [400, 600, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** Files of a weight in the order they are asked; each draws only the characters of its script. */
const SUBSETS = ['latin', 'vietnamese', 'latin-ext'] as const;
type Subset = (typeof SUBSETS)[number];

/** A stretch of text that one file of the type face draws. */
export interface Run { readonly font: string; readonly text: string }
export interface Face { readonly name: string; readonly path: string }

/** The files of a weight, under the names `runsOf` gives them. */
export function facesOf(weight: Weight): Face[] {
  return SUBSETS.map((subset) => ({ name: nameOf(subset, weight), path: require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff`) }));
}

/** Cuts text into runs by the file that has each character; what none has goes to the first, which draws a blank box. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: { font: string; text: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 32;
    const font = nameOf(SUBSETS.find((subset) => ranges[subset].some(([from, to]) => from <= code && code <= to)) ?? SUBSETS[0], weight);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

const nameOf = (subset: Subset, weight: Weight): string => `${subset}-${weight}`;

type Ranges = readonly (readonly [number, number])[];
const ranges: Readonly<Record<Subset, Ranges>> = { latin: parsed(RANGES.latin), vietnamese: parsed(RANGES.vietnamese), 'latin-ext': parsed(RANGES['latin-ext']) };

/** `U+0102-0103,U+20AB` as pairs of code points. */
function parsed(text: string): Ranges {
  return text.split(',').map((range) => {
    const [from, to] = range.replace('U+', '').split('-').map((part) => Number.parseInt(part, 16));
    return [from ?? 0, to ?? from ?? 0] as const;
  });
}
