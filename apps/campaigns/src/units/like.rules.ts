import { searchKey } from '@doanket/kernel';

/** A LIKE pattern that finds the text anywhere, without marks and case; its own wild cards are taken literally. */
export function likePattern(text: string): string {
  return `%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`;
}
