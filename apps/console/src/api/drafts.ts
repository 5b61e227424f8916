/** Drafts of forms, kept on this device under the person who typed them, so that nothing typed is ever lost. */
const PREFIX = 'doanket.draft.';
const KEPT_DAYS = 30;

interface Kept<Value> { readonly value: Value; readonly savedAt: string }

let owner = 'nobody';

/** Whose drafts are read and written from now on. */
export function ownDrafts(personId: string): void {
  owner = personId;
}

export function readDraft<Value>(form: string): Kept<Value> | null {
  try {
    const text = localStorage.getItem(nameOf(form));
    return text === null ? null : (JSON.parse(text) as Kept<Value>);
  } catch {
    return null;
  }
}

/** Keeps a draft. A full or forbidden store is no reason to stop typing. */
export function keepDraft<Value>(form: string, value: Value, now: string): void {
  try {
    localStorage.setItem(nameOf(form), JSON.stringify({ value, savedAt: now }));
  } catch {
    dropOldDrafts(now);
  }
}

export function dropDraft(form: string): void {
  localStorage.removeItem(nameOf(form));
}

/** Drops drafts that nobody came back for. */
export function dropOldDrafts(now: string): void {
  const oldest = Date.parse(now) - KEPT_DAYS * 86_400_000;
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const savedAt = /"savedAt":"([^"]+)"/.exec(localStorage.getItem(name) ?? '')?.[1];
    if (savedAt === undefined || Date.parse(savedAt) < oldest) localStorage.removeItem(name);
  }
}

function nameOf(form: string): string {
  return `${PREFIX}${owner}.${form}`;
}
