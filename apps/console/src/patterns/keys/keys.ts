import { useEffect, useRef } from 'react';

const PAUSE_MS = 900;

/** True where typing means text, not a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) && !['checkbox', 'radio', 'range', 'button'].includes((target as HTMLInputElement).type);
}

/** Listens to shortcuts everywhere: single keys (`/`) and pairs (`g v`). Silent while someone types or a dialog is open. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const pair = first !== null && event.timeStamp - first.at < PAUSE_MS ? `${first.key} ${event.key}` : null;
      const action = (pair === null ? undefined : latest.current[pair]) ?? latest.current[event.key];
      first = { key: event.key, at: event.timeStamp };
      if (action === undefined) return;
      event.preventDefault();
      first = null;
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
