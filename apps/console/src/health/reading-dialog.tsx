import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../api/problem';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { ProblemNote } from '../patterns/problem/problem-note';

/** Health data: a reason first, then what the record says, kept in no cache and gone when the dialog closes. */
export function ReadingDialog<T>({ title, load, show, onClose }: { title: string; load: (reason: string) => Promise<T>; show: (seen: T) => ReactNode; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const look = (): void => {
    setBusy(true);
    setProblem(null);
    load(reason.trim()).then(setSeen, (error: unknown) => setProblem(toProblem(error))).finally(() => setBusy(false));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <p className="soft">{t('health.readHint')}</p>
        {seen === null
          ? <><TextField label={t('form.reason')} required rows={2} value={reason} onChange={setReason} /><Button type="primary" loading={busy} disabled={reason.trim() === ''} onClick={look}>{t('people.show')}</Button></>
          : show(seen)}
        {problem !== null && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  );
}
