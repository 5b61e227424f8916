import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import './toast.css';

const SHOWN_MS = 4_000;
const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Says for a moment that something was done. */
export const useToast = (): ((text: string) => void) => useContext(ToastContext);

/** Holds the words that appear and go; they are also spoken. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly { readonly key: number; readonly text: string }[]>([]);
  const say = useCallback((text: string) => {
    const key = performance.now();
    setToasts((all) => [...all, { key, text }]);
    setTimeout(() => setToasts((all) => all.filter((toast) => toast.key !== key)), SHOWN_MS);
  }, []);
  return (
    <ToastContext value={say}>
      {children}
      <div className="dk-toasts" role="status" aria-live="polite">{toasts.map((toast) => <p key={toast.key}>{toast.text}</p>)}</div>
    </ToastContext>
  );
}
