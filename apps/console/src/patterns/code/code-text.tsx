import { i18n } from '../../i18n';

/** The Vietnamese words of a domain code; the code itself where it is data that the federation added. */
export function codeText(code: string | null | undefined): string {
  if (code === null || code === undefined) return '–';
  return i18n.exists(`code.${code}`) ? i18n.t(`code.${code}`) : code;
}

/** A title that a service composed with a leading code, e.g. `OUTSTANDING_WORKER 2026: …`, in words. */
export const titleText = (title: string): string => title.replace(/^[A-Z][A-Z0-9_]+(?= \d{4}\b)/, (code) => codeText(code));

/** Options of a select for a list of codes. */
export const codeOptions = (codes: readonly string[]): { value: string; label: string }[] => codes.map((code) => ({ value: code, label: codeText(code) }));

const TONES: Readonly<Record<string, 'ok' | 'warn' | 'danger' | 'accent' | 'gold'>> = {
  VERIFIED: 'ok', ANSWERED: 'ok', DIRECTED: 'ok', RESOLVED: 'ok', ACCEPTED: 'ok', CONFIRMED: 'ok', APPROVED: 'ok', READY: 'ok', COMMITTED: 'ok', ACTIVE: 'ok', VALID: 'ok', DISBURSED: 'ok', HANDED_OVER: 'ok', PRESENTED: 'ok', SUMMARISED: 'ok', RECOGNISED_BASE: 'ok', REPLAYED: 'ok', APPLIED: 'ok', IN_FORCE: 'ok', DELIVERED: 'ok', SWITCHED: 'ok', CONSOLIDATED: 'ok', DONE: 'ok', ADOPTED: 'ok',
  PLAQUE_ATTACHED: 'gold', DECIDED: 'gold',
  RETURNED: 'warn', PARTIAL: 'warn', EXPIRING: 'warn', UNSENT: 'warn', NOT_READY: 'warn', RECORDED: 'warn', PROVISIONAL: 'warn', CORRECTED: 'warn',
  DOWN: 'danger', REFUSED: 'danger', EXPIRED: 'danger', VOID: 'danger', PARKED: 'danger', REJECTED: 'danger', OVERDUE: 'danger', DISCARDED: 'danger', REVOKED: 'danger', FAILED: 'danger', ENDED: 'danger',
  RUNNING: 'accent', LAUNCHED: 'accent', IN_PROGRESS: 'accent', SUBMITTED: 'accent', ASSIGNED: 'accent', UNDER_REVIEW: 'accent', NOMINATED: 'accent', CHECKED: 'accent', OPEN: 'accent', IMPORT_OPEN: 'accent', IMPORT_CHECKED: 'accent', IMPORT_RUNNING: 'accent', CHECKING: 'accent',
};

/** A state as a small coloured word; the word carries the meaning, the colour only helps. */
export function StateTag({ code }: { code: string }) {
  const tone = TONES[code];
  return <span className={tone === undefined ? 'tag' : `tag tag-${tone}`}>{codeText(code)}</span>;
}

/** Overdue, in red and in words. */
export function OverdueTag() {
  return <span className="tag tag-danger">{codeText('OVERDUE')}</span>;
}
