/** One palette for all charts, apart for colour-blind eyes (after Okabe and Ito), on light and on dark ground. */
export const PALETTE = {
  light: ['#0F4C9A', '#D98200', '#00856A', '#B0578D', '#3F93C9', '#C24A12'],
  dark: ['#6EA3E8', '#E9A83C', '#3CC29E', '#DC93BE', '#8CC8EE', '#F08B5B'],
} as const;

/** What is written on a bar of the colour at the same place of the palette, at 4.5 : 1 or more. */
export const ON_PALETTE = {
  light: ['#FFFFFF', '#22201C', '#FFFFFF', '#FFFFFF', '#22201C', '#FFFFFF'],
  dark: ['#171614', '#171614', '#171614', '#171614', '#171614', '#171614'],
} as const;
