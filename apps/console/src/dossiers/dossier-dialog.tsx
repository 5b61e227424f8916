import { dossierRoutesOf, type DomainService, type DossierView } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../api/query';
import { codeOptions } from '../patterns/code/code-text';
import { DecideForm } from '../patterns/dossier/decide-form';
import type { Doing } from '../patterns/dossier/dossier-actions';
import { Dialog } from '../patterns/form/dialog';
import { SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { ReasonForm } from '../patterns/form/reason-form';
import { useDraft } from '../patterns/form/use-draft';
import { dropDraft } from '../api/drafts';
import { useSession } from '../shell/session';

interface DossierDialogProps {
  readonly service: DomainService; readonly dossier: DossierView; readonly doing: Doing;
  readonly onDone: (doing: Doing) => void; readonly onClose: () => void;
}

/** The form of the action that was chosen. */
export function DossierDialog({ service, dossier, doing, onDone, onClose }: DossierDialogProps) {
  const { t } = useTranslation();
  const { me, post } = useSession();
  const routes = useMemo(() => dossierRoutesOf(service), [service]);
  const params = { id: dossier.id };
  const submit = useSend(routes.submitDossier, { touches: ['reports'], onDone: () => onDone('SUBMIT') });
  const withdraw = useSend(routes.withdrawDossier, { onDone: () => onDone('WITHDRAW') });
  const signer = `${me.person.fullName}${post === null ? '' : `, ${t(`post.${post.post}`)}`}`;
  if (doing === 'APPROVE' || doing === 'REJECT') {
    return (
      <Dialog title={t(doing === 'APPROVE' ? 'dossier.approveTitle' : 'dossier.rejectTitle')} onClose={onClose} wide>
        <DecideForm service={service} dossier={dossier} outcome={doing} signer={signer} onCancel={onClose} onDone={() => onDone(doing)} />
      </Dialog>
    );
  }
  if (doing === 'RETURN') return <ReturnDialog service={service} dossier={dossier} onDone={() => onDone('RETURN')} onClose={onClose} />;
  if (doing === 'WITHDRAW') {
    const draft = `dossier/${dossier.id}/withdraw`;
    return (
      <Dialog title={t('dossier.withdraw')} onClose={onClose}>
        <ReasonForm draft={draft} label={t('form.reason')} submit={t('dossier.withdraw')} busy={withdraw.isPending} problem={withdraw.error} danger onCancel={onClose}
          onSubmit={(reason) => withdraw.mutate({ params, body: { reason } }, { onSuccess: () => dropDraft(draft) })} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('dossier.submitTitle')} onClose={onClose}>
      <SubmitForm dossier={dossier} busy={submit.isPending} problem={submit.error} onCancel={onClose} onSubmit={(note) => submit.mutate({ params, body: { version: dossier.version, ...(note === '' ? {} : { note }) } })} />
    </Dialog>
  );
}

function SubmitForm({ dossier, busy, problem, onSubmit, onCancel }: { dossier: DossierView; busy: boolean; problem: Parameters<typeof FormFrame>[0]['problem']; onSubmit: (note: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { value, change } = useDraft(`dossier/${dossier.id}/submit`, { note: '' });
  const first = dossier.steps.find((step) => step.state === 'CURRENT' || step.state === 'AHEAD');
  return (
    <FormFrame submit={t('dossier.submit')} busy={busy} problem={problem} pointers={['/body/note']} onCancel={onCancel} onSubmit={() => onSubmit(value.note.trim())}>
      {first !== undefined && <p className="soft">{t('dossier.goesTo', { unit: first.unitName ?? t(`level.${first.level}`) })}</p>}
      <TextField label={t('dossier.note')} rows={3} maxLength={5000} value={value.note} onChange={(note) => change({ note })} />
    </FormFrame>
  );
}

function ReturnDialog({ service, dossier, onDone, onClose }: { service: DomainService; dossier: DossierView; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const routes = useMemo(() => dossierRoutesOf(service), [service]);
  const back = useSend(routes.returnDossier, { onDone });
  const targets = dossier.steps.find((step) => step.state === 'CURRENT')?.returnsTo ?? [];
  const draft = useDraft(`dossier/${dossier.id}/return`, { reason: '', to: '' });
  const { value, change } = draft;
  const submit = (): void => back.mutate({ params: { id: dossier.id }, body: { reason: value.reason, version: dossier.version, ...(value.to === '' ? {} : { to: value.to }) } }, { onSuccess: draft.drop });
  return (
    <Dialog title={t('dossier.returnTitle')} onClose={onClose}>
      <FormFrame submit={t('dossier.return')} busy={back.isPending} problem={back.error} pointers={['/body/reason', '/body/to']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} onSubmit={submit}
        blocked={value.reason.trim() === '' ? t('form.reasonNeeded') : null}>
        {targets.length > 1 && <SelectField label={t('dossier.returnTo')} value={value.to} onChange={(to) => change({ to })} empty={t('dossier.returnToSubmitter')} options={codeOptions(targets)} />}
        <TextField label={t('form.reason')} required autoFocus rows={4} maxLength={5000} value={value.reason} onChange={(reason) => change({ reason })} error={back.error?.errorAt('/body/reason')?.detail} hint={t('dossier.returnHint')} />
      </FormFrame>
    </Dialog>
  );
}
