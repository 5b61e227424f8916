import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { TextField } from './fields';
import { FormFrame } from './form-frame';
import { useDraft } from './use-draft';

interface ReasonFormProps {
  readonly draft: string; readonly label: string; readonly submit: string; readonly busy: boolean; readonly problem: Problem | null;
  readonly onSubmit: (reason: string) => void; readonly hint?: string; readonly pointer?: string; readonly danger?: boolean; readonly onCancel?: () => void;
}

/** Asks for a reason and for nothing else: nothing goes back, is discarded or replayed without one. */
export function ReasonForm({ draft, label, submit, busy, problem, onSubmit, hint, pointer = '/body/reason', danger = false, onCancel }: ReasonFormProps) {
  const { t } = useTranslation();
  const { value, change, restoredAt, drop } = useDraft(draft, { reason: '' });
  return (
    <FormFrame submit={submit} busy={busy} problem={problem} pointers={[pointer]} restoredAt={restoredAt} onDrop={drop} danger={danger} {...(onCancel === undefined ? {} : { onCancel })}
      onSubmit={() => onSubmit(value.reason)} blocked={value.reason.trim() === '' ? t('form.reasonNeeded') : null}>
      <TextField label={label} rows={4} maxLength={1000} required autoFocus value={value.reason} onChange={(reason) => change({ reason })} error={problem?.errorAt(pointer)?.detail} {...(hint === undefined ? {} : { hint })} />
    </FormFrame>
  );
}
