/** Number of a certificate: place in the sequence of its issuer, year and title, e.g. `0001/2023/CNG`. */
export function certificateNumber(place: number, year: number, mark: string): string {
  return `${String(place).padStart(4, '0')}/${year}/${mark}`;
}

/** True for a number of our own form, which only our own sequence gives out. Source: handbook 2.0, paper numbers lie outside our sequences. */
export function isOwnNumber(number: string, year: number, mark: string): boolean {
  const [place, itsYear, itsMark, ...rest] = number.toUpperCase().split('/');
  return rest.length === 0 && /^\d{4,}$/.test(place ?? '') && itsYear === String(year) && itsMark === mark;
}

/** Characters of a public token: 128 bits in base64url. */
export const TOKEN_LENGTH = 22;
