import { useEffect, useRef, useState } from 'react';

/** True where typing means text, not a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) && !['checkbox', 'radio', 'range', 'button'].includes((target as HTMLInputElement).type);
}

/**
 * Listens to shortcuts everywhere: single keys (`/`) and pairs (`g v`). Silent while someone types or a dialog is open.
 * The first key of a pair waits for the second however long that takes: nobody is too slow for it, neither a hand nor a
 * machine. Any other key, a click or Escape ends the waiting. Answers the key that waits, for showing it.
 */
export function useKeys(actions: Readonly<Record<string, () => void>>): string | null {
  const latest = useRef(actions);
  latest.current = actions;
  const [waiting, setWaiting] = useState<string | null>(null);
  useEffect(() => {
    let first: string | null = null;
    const wait = (key: string | null): void => { first = key; setWaiting(key); };
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.includes(event.key) || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const action = (first === null ? undefined : latest.current[`${first} ${event.key}`]) ?? latest.current[event.key];
      const begins = action === undefined && Object.keys(latest.current).some((keys) => keys.startsWith(`${event.key} `));
      wait(begins ? event.key : null);
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    const stop = (): void => { if (first !== null) wait(null); };
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', stop);
    return () => { document.removeEventListener('keydown', press); document.removeEventListener('pointerdown', stop); };
  }, []);
  return waiting;
}

const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];
