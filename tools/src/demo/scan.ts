import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import RANGES from '@fontsource/be-vietnam-pro/unicode.json';
import PDFDocument from 'pdfkit';

const find = createRequire(__filename);
const SUBSETS = ['latin', 'vietnamese', 'latin-ext'] as const;
const FACES = SUBSETS.map((name) => ({ name, bytes: readFileSync(find.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${name}-400-normal.woff`)), ranges: rangesOf(RANGES[name]) }));

/** What the sheet says of a decision. */
export interface Sheet { readonly issuer: string; readonly number: string; readonly decidedOn: string; readonly items: number }

/** The decision as one page of PDF, as a scanner would bring it in: every decision has its file. */
export function scanOf({ issuer, number, decidedOn, items }: Sheet): Promise<Buffer> {
  const page = new PDFDocument({ size: 'A4', margin: 72, info: { Title: number } });
  for (const { name, bytes } of FACES) page.registerFont(name, bytes);
  const [year, month, day] = decidedOn.split('-');
  write(page, issuer.toUpperCase(), 11);
  write(page, `Số: ${number}`, 11);
  write(page, `ngày ${day}/${month}/${year}`, 11);
  page.moveDown(2);
  write(page, 'QUYẾT ĐỊNH', 16);
  write(page, `gồm ${items} nội dung (bản mẫu của dữ liệu trình diễn)`, 11);
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
    page.end();
  });
}

/** One line, each character drawn by the file of the type face that has it. */
function write(page: PDFKit.PDFDocument, line: string, size: number): void {
  const runs: { font: string; text: string }[] = [];
  for (const character of line.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 32;
    const font = (FACES.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to)) ?? FACES[0])?.name ?? 'latin';
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  for (const [at, run] of runs.entries()) page.font(run.font).fontSize(size).text(run.text, { continued: at < runs.length - 1 });
}

/** `U+0102-0103,U+20AB` as pairs of code points. */
function rangesOf(text: string): (readonly [number, number])[] {
  return text.split(',').map((range) => {
    const [from = 0, to = from] = range.replace('U+', '').split('-').map((part) => Number.parseInt(part, 16));
    return [from, to] as const;
  });
}
