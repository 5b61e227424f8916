import { searchKey } from '@doanket/kernel';

/** The text as a search key in which LIKE's wild cards are taken literally. */
export const likeText = (text: string): string => searchKey(text).replace(/[\\%_]/g, '\\$&');

/** A LIKE pattern that finds the text anywhere in a search key, without marks and case. */
export const likePattern = (text: string): string => `%${likeText(text)}%`;
