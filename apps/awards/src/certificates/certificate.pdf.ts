import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import * as QRCode from 'qrcode';
import { facesOf, runsOf, type Weight, WEIGHTS } from './certificate.fonts';
import { WORDS } from './certificate.text';

/** Everything that stands on one certificate, as it was on the day. */
export interface CertificatePage {
  readonly number: string; readonly issuerName: string; readonly parentName: string | null; readonly partner: string | null; readonly awards: string; readonly name: string; readonly unitName: string | null;
  readonly titleName: string; readonly period: string; readonly decision: string; readonly place: string; readonly signedBy: string;
  /** Where the QR code leads. */
  readonly checkUrl: string;
}

interface Line { readonly y: number; readonly size: number; readonly weight: Weight; readonly colour?: string; readonly from?: number; readonly width?: number }

const RED = '#a4161a';
const GOLD = '#b08d2f';
const INK = '#1d1d1f';
/** A4 across, points. */
const PAGE = { width: 841.89, height: 595.28 };
const MARGIN = 34;
const LEAST_SIZE = 9;

/** Certificates as one PDF, a page each, drawn as the reader takes them. */
export function certificatesPdf(pages: readonly CertificatePage[], heading: string): PDFKit.PDFDocument {
  const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, autoFirstPage: false, font: facesOf(400)[0]?.path ?? 'Helvetica', info: { Title: heading }, lang: 'vi' });
  for (const weight of WEIGHTS) for (const face of facesOf(weight)) document.registerFont(face.name, face.path);
  void draw(document, pages).then(() => document.end(), (error: unknown) => document.destroy(error instanceof Error ? error : new Error(String(error))));
  return document;
}

async function draw(document: PDFKit.PDFDocument, pages: readonly CertificatePage[]): Promise<void> {
  for (const page of pages) {
    document.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
    const qr = QRCode.create(page.checkUrl, { errorCorrectionLevel: 'M' });
    drawPage(document, page);
    drawQr(document, qr.modules);
    await nextTurn();
  }
}

function drawPage(document: PDFKit.PDFDocument, page: CertificatePage): void {
  const { width, height } = PAGE;
  document.rect(MARGIN - 14, MARGIN - 14, width - 2 * MARGIN + 28, height - 2 * MARGIN + 28).lineWidth(3).stroke(RED);
  document.rect(MARGIN - 7, MARGIN - 7, width - 2 * MARGIN + 14, height - 2 * MARGIN + 14).lineWidth(0.8).stroke(GOLD);
  const line = (text: string, at: Line): void => drawLine(document, text, at);
  if (page.parentName !== null) line(page.parentName.toLocaleUpperCase('vi'), { y: 52, size: 12, weight: 400 });
  line(page.issuerName.toLocaleUpperCase('vi'), { y: 70, size: 15, weight: 700 });
  if (page.partner !== null) line(`${WORDS.withPartner}: ${page.partner}`, { y: 93, size: 10, weight: 400 });
  document.moveTo(width / 2 - 60, 114).lineTo(width / 2 + 60, 114).lineWidth(0.8).stroke(GOLD);
  line(WORDS.heading, { y: 128, size: 34, weight: 700, colour: RED });
  line(page.awards, { y: 184, size: 14, weight: 400 });
  line(page.name, { y: 212, size: 32, weight: 700 });
  if (page.unitName !== null) line(page.unitName, { y: 262, size: 14, weight: 400 });
  line(WORDS.titleWord, { y: 296, size: 14, weight: 400 });
  line(page.titleName.toLocaleUpperCase('vi'), { y: 320, size: 24, weight: 700, colour: RED });
  line(page.period, { y: 362, size: 14, weight: 600 });
  line(page.decision, { y: 404, size: 11, weight: 400, from: MARGIN + 165, width: 310 });
  line(`${WORDS.number}: ${page.number}`, { y: 424, size: 11, weight: 600, from: MARGIN + 165, width: 310 });
  const signature = { from: width - MARGIN - 300, width: 290 };
  line(page.place, { y: 404, size: 11, weight: 400, ...signature });
  line(WORDS.onBehalf, { y: 424, size: 12, weight: 600, ...signature });
  line(page.signedBy, { y: 442, size: 12, weight: 600, ...signature });
  line(WORDS.check, { y: 528, size: 8, weight: 400, from: MARGIN + 4, width: 180 });
}

/** One centred line; a long one is set smaller, then cut into two. */
function drawLine(document: PDFKit.PDFDocument, text: string, at: Line): void {
  const from = at.from ?? MARGIN + 10;
  const width = at.width ?? PAGE.width - 2 * (MARGIN + 10);
  let size = at.size;
  while (size > Math.max(LEAST_SIZE, at.size * 0.6) && widthOf(document, text, at.weight, size) > width) size -= 0.5;
  const lines = widthOf(document, text, at.weight, size) > width ? halves(text) : [text];
  document.fillColor(at.colour ?? INK);
  for (const [nth, part] of lines.entries()) {
    while (size > 4 && widthOf(document, part, at.weight, size) > width) size -= 0.5;
    let x = from + (width - widthOf(document, part, at.weight, size)) / 2;
    for (const run of runsOf(part, at.weight)) {
      document.font(run.font, size).text(run.text, x, at.y + nth * size * 1.2, { lineBreak: false });
      x += document.widthOfString(run.text);
    }
  }
}

function widthOf(document: PDFKit.PDFDocument, text: string, weight: Weight, size: number): number {
  return runsOf(text, weight).reduce((sum, run) => sum + document.font(run.font, size).widthOfString(run.text), 0);
}

/** Two parts, cut at the space nearest to the middle. */
function halves(text: string): string[] {
  const middle = text.length / 2;
  const spaces = [...text.matchAll(/ /g)].map((match) => match.index);
  const [cut] = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return cut === undefined ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

function drawQr(document: PDFKit.PDFDocument, modules: { readonly size: number; readonly data: ArrayLike<number> }): void {
  const side = 96;
  const [left, top] = [MARGIN + 46, 424];
  const step = side / modules.size;
  document.rect(left - 6, top - 6, side + 12, side + 12).fill('#ffffff');
  document.fillColor('#000000');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.data[row * modules.size + column]) document.rect(left + column * step, top + row * step, step + 0.02, step + 0.02);
    }
  }
  document.fill('#000000');
}
