import { inflateSync } from 'node:zlib';

/**
 * Reads the QR code that a certificate's PDF draws as black squares: what a phone would read from the paper. Only what our
 * certificates use: an undamaged code of version 1 to 6, error correction level M (ISO/IEC 18004).
 */
export function qrTextOf(pdf: Uint8Array): string {
  const at = modulesOf(pdf);
  const size = at.length;
  const version = (size - 17) / 4;
  const blocks = BLOCKS[version];
  if (blocks === undefined) throw new Error(`A QR code of ${size} modules is not one of ours`);
  const mask = MASKS[(formatOf(at) >> 10) & 7]!;
  const codewords = codewordsOf(at, version, mask);
  const perBlock = DATA[version]! / blocks;
  const data = Array.from({ length: blocks }, (_, block) => Array.from({ length: perBlock }, (__, index) => codewords[index * blocks + block]!)).flat();
  return segmentsOf(data.map((byte) => byte.toString(2).padStart(8, '0')).join(''));
}

/** By version, level M. */
const DATA = [0, 16, 28, 44, 64, 86, 108];
const BLOCKS = [undefined, 1, 1, 1, 2, 2, 4];
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (_, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0, (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0, (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The squares of one size among all rectangles of the pages, as rows of dark and light. */
function modulesOf(pdf: Uint8Array): boolean[][] {
  const bytes = Buffer.from(pdf);
  const squares = [...bytes.toString('latin1').matchAll(/stream\r?\n/g)].flatMap((match) => squaresIn(contentAt(bytes, match.index + match[0].length)));
  const xs = squares.map(({ x }) => x);
  const ys = squares.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const side = squares[0]!.side - 0.02;
  const size = Math.round((Math.max(...xs) - left) / side) + 1;
  const at = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const { x, y } of squares) at[Math.round((y - top) / side)]![Math.round((x - left) / side)] = true;
  return at;
}

function contentAt(bytes: Buffer, start: number): string {
  try {
    return inflateSync(bytes.subarray(start)).toString('latin1');
  } catch {
    return '';
  }
}

function squaresIn(content: string): { x: number; y: number; side: number }[] {
  const all = [...content.matchAll(/^(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(([, x, y, width, height]) => ({ x: Number(x), y: Number(y), side: Number(width), height: Number(height) }));
  return all.filter(({ side, height }) => side === height && side < 10);
}

/** The fifteen bits beside the upper left corner, unmasked. */
function formatOf(at: readonly (readonly boolean[])[]): number {
  const places = [...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column]), ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8])];
  return places.reduce((bits, [row, column]) => (bits << 1) | (at[row!]![column!] ? 1 : 0), 0) ^ 0x5412;
}

function codewordsOf(at: readonly (readonly boolean[])[], version: number, mask: (row: number, column: number) => boolean): number[] {
  const size = at.length;
  const bits: number[] = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (!isPattern(row, column, size, version)) bits.push(at[row]![column] !== mask(row, column) ? 1 : 0);
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, index) => bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0));
}

function isPattern(row: number, column: number, size: number, version: number): boolean {
  if (row === 6 || column === 6) return true;
  if ((row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9)) return true;
  return version > 1 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Text of the segments: bytes, digits, capital letters. */
function segmentsOf(bits: string): string {
  let place = 0;
  const take = (count: number): number => parseInt(bits.slice(place, (place += count)), 2);
  let text = '';
  while (bits.length - place >= 4) {
    const mode = take(4);
    if (mode === 4) for (let left = take(8); left > 0; left -= 1) text += String.fromCharCode(take(8));
    else if (mode === 1) for (let left = take(10); left > 0; left -= 3) text += String(take([0, 4, 7, 10][Math.min(left, 3)]!)).padStart(Math.min(left, 3), '0');
    else if (mode === 2) for (let left = take(9); left > 0; left -= 2) { const pair = take(left > 1 ? 11 : 6); text += left > 1 ? ALPHANUMERIC[Math.floor(pair / 45)]! + ALPHANUMERIC[pair % 45]! : ALPHANUMERIC[pair]!; }
    else break;
  }
  return text;
}
