/** What one writer asked for, and what it was told. A call whose answer never came is `unknown`: it may have taken effect once. */
export interface Entry {
  /** Written into the petition's text, so that the table tells which call made it. */
  readonly mark: string;
  readonly channel: 'WRITTEN' | 'DIRECT' | 'ONLINE';
  /** Id that the answer named; null until there was one. */
  id: string | null;
  state: 'UNKNOWN' | 'ACKNOWLEDGED' | 'ACKNOWLEDGED_WITHOUT_ID' | 'REFUSED';
  settled: 'NOT_ASKED' | 'UNKNOWN' | 'ACKNOWLEDGED';
  refusal: string | null;
}

/** The ledger of one case: every command that was sent, kept outside the system under test. */
export class Ledger {
  readonly entries: Entry[] = [];
  /** Calls that were repeated with their key after an error. */
  repeats = 0;

  constructor(readonly name: string) {}

  open(channel: Entry['channel']): Entry {
    const entry: Entry = { mark: `${this.name} ${this.entries.length + 1}.`, channel, id: null, state: 'UNKNOWN', settled: 'NOT_ASKED', refusal: null };
    this.entries.push(entry);
    return entry;
  }

  get acknowledged(): number {
    return this.entries.filter(({ state }) => state.startsWith('ACKNOWLEDGED')).length;
  }
}
