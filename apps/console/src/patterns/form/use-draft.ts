import { useCallback, useEffect, useRef, useState } from 'react';
import { clock } from '../../api/clock';
import { dropDraft, keepDraft, readDraft } from '../../api/drafts';

const KEEP_AFTER_MS = 250;

export interface Draft<Value> {
  readonly value: Value;
  /** Changes some fields; kept on this device while typing. */
  readonly change: (part: Partial<Value>) => void;
  /** When the form came back from an earlier time, that time; else null. */
  readonly restoredAt: string | null;
  /** Forgets the draft: it was sent, or thrown away. */
  readonly drop: () => void;
}

/** The content of a form that survives a reload, a lost line and an expired session. `form` names it, e.g. `petition/new`; `secrets` are never kept on the device. */
export function useDraft<Value extends object>(form: string, initial: Value, secrets: readonly (keyof Value & string)[] = []): Draft<Value> {
  const first = useRef(initial);
  const keptBack = useRef(secrets);
  keptBack.current = secrets;
  const [kept] = useState(() => readDraft<Value>(form));
  const [value, setValue] = useState<Value>(() => ({ ...initial, ...kept?.value }));
  const [restoredAt, setRestoredAt] = useState(kept?.savedAt ?? null);
  const touched = useRef(false);
  const latest = useRef(value);
  latest.current = value;

  useEffect(() => {
    if (!touched.current) return undefined;
    const keep = (): void => { if (touched.current) keepDraft(form, without(latest.current, keptBack.current), clock.now().toISOString()); };
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    window.addEventListener('pagehide', keep);
    return () => { clearTimeout(timer); window.removeEventListener('pagehide', keep); };
  }, [form, value]);
  useEffect(() => () => { if (touched.current) keepDraft(form, without(latest.current, keptBack.current), clock.now().toISOString()); }, [form]);

  const change = useCallback((part: Partial<Value>) => {
    touched.current = true;
    setValue((now) => ({ ...now, ...part }));
  }, []);
  const drop = useCallback(() => {
    touched.current = false;
    dropDraft(form);
    setValue(first.current);
    setRestoredAt(null);
  }, [form]);
  return { value, change, restoredAt, drop };
}

function without<Value extends object>(value: Value, names: readonly (keyof Value & string)[]): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !(names as readonly string[]).includes(name))) as Partial<Value>;
}
