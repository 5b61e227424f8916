// Generated from docs/openapi/membership.json by `npm run docs`; do not edit.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** What the API refuses with: RFC 9457. */
export interface Problem { type: string; title: string; status: number; detail?: string; traceId?: string; errors?: { pointer: string; detail: string }[] }

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.title}: ${problem.detail ?? ''}`);
  }
}

export interface ClientSettings {
  /** E.g. `https://doanket.example.vn`. */
  apiUrl: string;
  /** Token endpoint of the realm. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}

/** Checks a notice of a webhook: signature and age. `rawBody`: the bytes as they came. Refuse sequences you have seen. */
export function isNoticeAuthentic(secret: string, headers: { timestamp: string; signature: string }, rawBody: string, now: Date, toleranceSeconds = 300): boolean {
  if (Math.abs(now.getTime() / 1000 - Number(headers.timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(`v1=${createHmac('sha256', secret).update(`${headers.timestamp}.${rawBody}`).digest('hex')}`);
  const actual = Buffer.from(headers.signature);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

interface CallOptions { body?: unknown; query?: Record<string, unknown>; idempotencyKey?: string }

const TRIES = 5;

/** Calls the API as a partner: client credentials, one retry key per POST, waits and tries again on 429 and 503. */
export class DoanKetClient {
  private token: { value: string; until: number } | null = null;

  constructor(private readonly settings: ClientSettings) {}

  private async accessToken(): Promise<string> {
    if (this.token !== null && Date.now() < this.token.until) return this.token.value;
    const { tokenUrl, clientId, clientSecret } = this.settings;
    const answer = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }) });
    if (!answer.ok) throw new Error(`No token: ${answer.status}`);
    const { access_token: value, expires_in: seconds } = (await answer.json()) as { access_token: string; expires_in: number };
    this.token = { value, until: Date.now() + Math.max(seconds - 30, 5) * 1000 };
    return value;
  }

  private async call(method: string, path: string, { body, query, idempotencyKey }: CallOptions): Promise<Response> {
    const url = new URL(this.settings.apiUrl + path);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    for (let tried = 1; ; tried += 1) {
      const headers: Record<string, string> = { authorization: `Bearer ${await this.accessToken()}` };
      if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
      const isBytes = body instanceof Uint8Array;
      if (body !== undefined) headers['content-type'] = isBytes ? 'application/octet-stream' : 'application/json';
      const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }) });
      if (answer.ok) return answer;
      if (tried < TRIES && (answer.status === 429 || answer.status === 503)) {
        await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('retry-after') ?? tried) * 1000));
        continue;
      }
      throw new ProblemError((await answer.json()) as Problem);
    }
  }

  private async json(method: string, path: string, options: CallOptions): Promise<unknown> {
    return (await this.call(method, path, options)).json();
  }

  private async bytes(method: string, path: string, options: CallOptions): Promise<Uint8Array> {
    return new Uint8Array(await (await this.call(method, path, options)).arrayBuffer());
  }

  /** Announces a file: its kind, period, number, rows, control totals and hash. The same announcement again answers the entry there is, with `duplicate: true`. */
  openExchange(body: { kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; rows: number; totals?: Record<string, number>; signer?: string; format: "CSV" | "XLSX" | "XML"; fileName: string; sha256: string; signature?: string }, idempotencyKey: string = randomUUID()): Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }> {
    return this.json('POST', `/api/membership/exchanges`, { body, idempotencyKey }) as Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }>;
  }

  /** The ledger of exchanges, newest first. */
  listExchanges(query: { limit?: number; cursor?: string; kind?: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; state?: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; period?: string } = {}): Promise<{ items: ({ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number })[]; nextCursor: string | null }> {
    return this.json('GET', `/api/membership/exchanges`, { query }) as Promise<{ items: ({ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number })[]; nextCursor: string | null }>;
  }

  /** Takes one part of an announced file, at most 8388608 bytes. Sent again it replaces the part. */
  putExchangePart(id: string, part: number, body: Uint8Array): Promise<{ part: number; size: number }> {
    return this.json('PUT', `/api/membership/exchanges/${encodeURIComponent(String(id))}/parts/${encodeURIComponent(String(part))}`, { body }) as Promise<{ part: number; size: number }>;
  }

  /** Says that the file is whole; its hash must be the announced one. Reading and matching follow as a job. */
  closeExchange(id: string, idempotencyKey: string = randomUUID()): Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }> {
    return this.json('POST', `/api/membership/exchanges/${encodeURIComponent(String(id))}/closing`, { idempotencyKey }) as Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }>;
  }

  /** Sends up to 1000 rows in one call. The same message again has no second effect and answers `duplicate: true`. */
  sendExchangeMessage(body: { kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; rows: (Record<string, string | number | null>)[]; totals?: Record<string, number>; signer?: string }, idempotencyKey: string = randomUUID()): Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }> {
    return this.json('POST', `/api/membership/exchanges/messages`, { body, idempotencyKey }) as Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }>;
  }

  /** One entry of the ledger. */
  getExchange(id: string): Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }> {
    return this.json('GET', `/api/membership/exchanges/${encodeURIComponent(String(id))}`, {  }) as Promise<{ id: string; direction: "IN" | "OUT"; unitCode: string; sender: string; kind: "EMPLOYER_LIST" | "D02_LT" | "C12_NOTICE" | "ARREARS_LIST" | "BENEFIT_LIST"; period: string; sequenceNo: number; format: "CSV" | "XLSX" | "XML" | "JSON"; fileName: string | null; size: number; sha256: string; signer: string | null; signatureState: "NONE" | "UNVERIFIED" | "VALID" | "INVALID"; state: "OPEN" | "RECEIVED" | "VALIDATED" | "MATCHED" | "APPLYING" | "APPLIED" | "PARTIAL" | "REJECTED" | "SENT"; refusal: "TOTALS_DIFFER" | "ROWS_DIFFER" | "NO_ROWS" | "NOT_READABLE" | "COLUMN_MISSING" | "SIGNATURE_INVALID" | "ALL_ROWS_REFUSED" | null; refusalAt: string | null; announcedRows: number; announcedTotals: Record<string, number>; totals: Record<string, number> | null; counts: { total: number; read: number; matched: number; applied: number; unchanged: number; notOurs: number; refused: number }; answersId: string | null; receivedAt: string | null; finishedAt: string | null; duplicate: boolean; version: number }>;
  }

  /** What became of each row: its state, and faults with code and column. Never what the row said. */
  listExchangeRows(id: string, query: { limit?: number; cursor?: string; state?: "VALIDATED" | "MATCHED" | "APPLIED" | "UNCHANGED" | "NOT_OURS" | "REFUSED" } = {}): Promise<{ items: ({ row: number; state: "VALIDATED" | "MATCHED" | "APPLIED" | "UNCHANGED" | "NOT_OURS" | "REFUSED"; faults: ({ code: "REQUIRED" | "TOO_LONG" | "NOT_A_NUMBER" | "NOT_A_DAY" | "NOT_A_MONTH" | "NOT_TEN_DIGITS" | "NOT_TWELVE_DIGITS" | "WORD_UNKNOWN" | "TO_BEFORE_FROM" | "IDENTIFIER_MISSING" | "REPEATED_IN_FILE" | "EMPLOYER_UNKNOWN" | "IDENTIFIERS_OF_TWO" | "NOT_LATER_THAN_KNOWN" | "NOTHING_TO_END" | "OUT_OF_PERIOD" | "KNOWN_OTHERWISE"; column: string | null })[] })[]; nextCursor: string | null }> {
    return this.json('GET', `/api/membership/exchanges/${encodeURIComponent(String(id))}/rows`, { query }) as Promise<{ items: ({ row: number; state: "VALIDATED" | "MATCHED" | "APPLIED" | "UNCHANGED" | "NOT_OURS" | "REFUSED"; faults: ({ code: "REQUIRED" | "TOO_LONG" | "NOT_A_NUMBER" | "NOT_A_DAY" | "NOT_A_MONTH" | "NOT_TEN_DIGITS" | "NOT_TWELVE_DIGITS" | "WORD_UNKNOWN" | "TO_BEFORE_FROM" | "IDENTIFIER_MISSING" | "REPEATED_IN_FILE" | "EMPLOYER_UNKNOWN" | "IDENTIFIERS_OF_TWO" | "NOT_LATER_THAN_KNOWN" | "NOTHING_TO_END" | "OUT_OF_PERIOD" | "KNOWN_OTHERWISE"; column: string | null })[] })[]; nextCursor: string | null }>;
  }

  /** The report back as CSV: row, state, fault, column. */
  readExchangeReport(id: string): Promise<Uint8Array> {
    return this.bytes('GET', `/api/membership/exchanges/${encodeURIComponent(String(id))}/report`, {  });
  }

  /** Webhook and signing key of a partner system; a partner reads its own. */
  getIntegration(clientId: string): Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number }> {
    return this.json('GET', `/api/membership/partners/${encodeURIComponent(String(clientId))}/integration`, {  }) as Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number }>;
  }

  /** Says where notices go; null for nowhere. Makes a new secret for their signatures and shows it this once. A parked address begins again. */
  setWebhook(clientId: string, body: { url: string | null }): Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number; secret: string | null }> {
    return this.json('PUT', `/api/membership/partners/${encodeURIComponent(String(clientId))}/webhook`, { body }) as Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number; secret: string | null }>;
  }

  /** Leaves the public key (PEM, Ed25519 or RSA) by which signatures of files are checked. */
  setSigningKey(clientId: string, body: { publicKey: string | null }): Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number }> {
    return this.json('PUT', `/api/membership/partners/${encodeURIComponent(String(clientId))}/signing-key`, { body }) as Promise<{ clientId: string; name: string; webhookUrl: string | null; webhookState: "NONE" | "ACTIVE" | "PARKED"; webhookKeyId: string | null; failures: number; parkedAt: string | null; hasSigningKey: boolean; lastSequence: number; version: number }>;
  }

  /** Notices after a number, in order: what a webhook would have brought, and what became of it. */
  listNotices(clientId: string, query: { limit?: number; cursor?: string; after?: number } = {}): Promise<{ items: ({ sequence: number; type: "exchange.finished"; createdAt: string; subjectId: string; data: Record<string, string | number | null>; state: "WAITING" | "DELIVERED" | "UNSENT"; attempts: number; nextAt: string | null; deliveredAt: string | null; lastStatus: number | null; lastFailure: string | null })[]; nextCursor: string | null }> {
    return this.json('GET', `/api/membership/partners/${encodeURIComponent(String(clientId))}/notices`, { query }) as Promise<{ items: ({ sequence: number; type: "exchange.finished"; createdAt: string; subjectId: string; data: Record<string, string | number | null>; state: "WAITING" | "DELIVERED" | "UNSENT"; attempts: number; nextAt: string | null; deliveredAt: string | null; lastStatus: number | null; lastFailure: string | null })[]; nextCursor: string | null }>;
  }

  /** Sends all notices from a number on once more, in order. */
  replayNotices(clientId: string, body: { fromSequence: number }, idempotencyKey: string = randomUUID()): Promise<{ replayed: number }> {
    return this.json('POST', `/api/membership/partners/${encodeURIComponent(String(clientId))}/replay`, { body, idempotencyKey }) as Promise<{ replayed: number }>;
  }
}
