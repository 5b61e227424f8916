import { Button } from 'antd';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { instantText } from '../format/format';
import { ProblemNote } from '../problem/problem-note';

interface FormFrameProps {
  readonly children: ReactNode;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Pointers of the fields shown in this form, whose errors stand beside them. */
  readonly pointers?: readonly string[];
  readonly restoredAt?: string | null;
  readonly onDrop?: () => void;
  readonly onCancel?: () => void;
  /** Why it cannot be sent now; shown beside the disabled button. */
  readonly blocked?: string | null;
  readonly danger?: boolean;
}

/** A form with its draft note, the refusal of the server and its buttons. Pressing twice sends once. */
export function FormFrame({ children, submit, onSubmit, busy, problem, pointers = [], restoredAt, onDrop, onCancel, blocked, danger }: FormFrameProps) {
  const { t } = useTranslation();
  // Two clicks can come before the first one is seen as sending.
  const pressed = useRef(false);
  useEffect(() => { if (!busy) pressed.current = false; });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || pressed.current || (blocked !== null && blocked !== undefined)) return;
    pressed.current = true;
    onSubmit();
  };
  return (
    <form className="dk-form" onSubmit={send} noValidate>
      {restoredAt !== null && restoredAt !== undefined && (
        <div className="dk-draft" role="status">
          <span>{t('form.restored', { at: instantText(restoredAt) })}</span>
          {onDrop !== undefined && <button type="button" className="link-button" onClick={onDrop}>{t('form.dropDraft')}</button>}
        </div>
      )}
      {children}
      {problem !== null && <ProblemNote problem={problem} shownBeside={pointers} onRetry={onSubmit} />}
      <div className="row">
        <Button type="primary" danger={danger ?? false} htmlType="submit" loading={busy} disabled={blocked !== null && blocked !== undefined}>{submit}</Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{t('form.cancel')}</Button>}
        {blocked !== null && blocked !== undefined && <span className="soft small">{blocked}</span>}
      </div>
    </form>
  );
}
