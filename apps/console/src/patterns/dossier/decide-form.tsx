import type { DossierView, TakeStepBody } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../../api/clock';
import type { Problem } from '../../api/problem';
import { CheckField, NumberField, TextField } from '../form/fields';
import { DayField } from '../form/day-field';
import { FileField, type StoredFile } from '../form/file-field';
import { FormFrame } from '../form/form-frame';
import { useDraft } from '../form/use-draft';

interface DecideFormProps {
  readonly dossier: DossierView;
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly signer: string;
  readonly upload: (file: File) => Promise<StoredFile>;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onSubmit: (body: TakeStepBody, done: () => void) => void;
  readonly onCancel: () => void;
}

const POINTERS = ['/body/note', '/body/decision/number', '/body/decision/decidedOn', '/body/decision/fileId', '/body/votes/inFavour', '/body/votes/total'];

/** Takes a step: a decision has number, date, signer and file; a refusal has a reason. */
export function DecideForm({ dossier, outcome, signer, upload, busy, problem, onSubmit, onCancel }: DecideFormProps) {
  const { t } = useTranslation();
  const step = dossier.steps.find((one) => one.state === 'CURRENT');
  const decides = step?.decision === true;
  const draft = useDraft(`dossier/${dossier.id}/${step?.code ?? ''}/${outcome}`, {
    note: '', number: '', decidedOn: clock.today(), file: null as StoredFile | null, voted: false, inFavour: null as number | null, total: null as number | null,
  });
  const { value, change } = draft;
  const error = (pointer: string): string | undefined => problem?.errorAt(pointer)?.detail;
  const blocked = decides && value.number.trim() === '' ? t('dossier.needsNumber') : decides && value.file === null ? t('form.fillRequired') : outcome === 'REJECT' && value.note.trim() === '' ? t('form.reasonNeeded') : null;
  const submit = (): void => onSubmit({
    outcome, version: dossier.version,
    ...(value.note.trim() === '' ? {} : { note: value.note }),
    ...(decides ? { decision: { number: value.number, decidedOn: value.decidedOn, ...(value.file === null ? {} : { fileId: value.file.id }) } } : {}),
    ...(value.voted && value.inFavour !== null && value.total !== null ? { votes: { inFavour: value.inFavour, total: value.total } } : {}),
  }, draft.drop);
  return (
    <FormFrame submit={t(outcome === 'APPROVE' ? 'dossier.approve' : 'dossier.reject')} danger={outcome === 'REJECT'} onSubmit={submit} busy={busy} problem={problem} pointers={POINTERS}
      restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onCancel} blocked={blocked}>
      {decides && (
        <div className="dk-fields">
          <TextField label={t('dossier.number')} required maxLength={60} value={value.number} onChange={(number) => change({ number })} error={error('/body/decision/number')} hint={t('dossier.numberHint')} />
          <DayField label={t('dossier.decidedOn')} required value={value.decidedOn} max={clock.today()} onChange={(day) => change({ decidedOn: day ?? clock.today() })} error={error('/body/decision/decidedOn')} />
          <TextField label={t('dossier.signer')} value={signer} onChange={() => undefined} disabled hint={t('dossier.signerHint')} />
          <FileField label={t('dossier.decisionFile')} required hint={t('dossier.fileHint')} value={value.file} onChange={(file) => change({ file })} upload={upload} error={error('/body/decision/fileId')} />
        </div>
      )}
      <TextField label={t(outcome === 'REJECT' ? 'form.reason' : 'dossier.note')} required={outcome === 'REJECT'} rows={3} maxLength={5000} value={value.note} onChange={(note) => change({ note })} error={error('/body/note')} />
      {decides && outcome === 'APPROVE' && <CheckField label={t('dossier.councilVoted')} checked={value.voted} onChange={(voted) => change({ voted })} />}
      {value.voted && (
        <div className="dk-fields">
          <NumberField label={t('dossier.inFavour')} value={value.inFavour} max={200} onChange={(inFavour) => change({ inFavour })} error={error('/body/votes/inFavour')} />
          <NumberField label={t('dossier.votesTotal')} value={value.total} max={200} onChange={(total) => change({ total })} error={error('/body/votes/total')} />
        </div>
      )}
    </FormFrame>
  );
}
