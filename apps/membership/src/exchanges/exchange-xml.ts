import type { ExchangeKind } from '@doanket/contracts';
import { parser as saxParser, type SAXParser } from 'sax';
import { ExchangeUnreadable, type CellRow } from './exchange-cells';
import { columnOf } from './exchange-rows.rules';

/** Its types do not know `strictEntities`: none but the five of XML. */
const SAX_OPTIONS = { trim: false, position: false, strictEntities: true };
const MAX_DEPTH = 12;
const MAX_CELL = 32_767;
const MAX_CELLS = 200;

/**
 * Rows of an XML file: each element `Row` (`Dong`) holds one element per column; what stands around them is not read. Strict;
 * a document type is refused, so there are no entities but the five of XML, nothing is fetched and nothing expands. Throws
 * ExchangeUnreadable.
 */
export async function* xmlRows(kind: ExchangeKind, parts: AsyncIterable<Buffer>): AsyncGenerator<CellRow> {
  const reader = new XmlReader(kind);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of parts) {
      reader.write(decoder.decode(part, { stream: true }));
      yield* reader.taken();
    }
    reader.write(decoder.decode());
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? new ExchangeUnreadable('NOT_READABLE') : error;
  }
  reader.end();
  yield* reader.taken();
}

class XmlReader {
  private readonly sax: SAXParser = saxParser(true, SAX_OPTIONS);
  private rows: CellRow[] = [];
  private depth = 0;
  private no = 0;
  private cells: Record<string, string> | null = null;
  private column: string | null = null;
  private text = '';
  private fault: ExchangeUnreadable | null = null;

  constructor(private readonly kind: ExchangeKind) {
    this.sax.onerror = () => this.refuse();
    this.sax.ondoctype = () => this.refuse();
    this.sax.onopentag = ({ name }) => this.opened(local(name));
    this.sax.onclosetag = (name) => this.closed(local(name));
    this.sax.ontext = (text) => this.said(text);
    this.sax.oncdata = (text) => this.said(text);
  }

  write(text: string): void {
    this.sax.write(text);
    if (this.fault !== null) throw this.fault;
  }

  end(): void {
    this.sax.close();
    if (this.fault !== null) throw this.fault;
  }

  *taken(): Generator<CellRow> {
    const rows = this.rows;
    this.rows = [];
    yield* rows;
  }

  private opened(name: string): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) return this.refuse();
    if (this.cells === null) {
      if (name === 'Row' || name === 'Dong') {
        this.cells = {};
        this.no += 1;
      }
      return;
    }
    if (Object.keys(this.cells).length >= MAX_CELLS) return this.refuse();
    this.column = columnOf(this.kind, name);
    this.text = '';
  }

  private closed(name: string): void {
    this.depth -= 1;
    if (this.cells === null) return;
    if (name === 'Row' || name === 'Dong') {
      this.rows.push({ no: this.no, cells: this.cells });
      this.cells = null;
    } else if (this.column !== null) this.cells[this.column] = this.text;
    this.column = null;
  }

  private said(text: string): void {
    if (this.column === null) return;
    this.text += text;
    if (this.text.length > MAX_CELL) this.refuse();
  }

  private refuse(): void {
    this.fault ??= new ExchangeUnreadable('NOT_READABLE', this.no === 0 ? null : String(this.no));
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
