import { revokeAward, type HoldingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { useSend } from '../api/query';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { SelectField, TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { useSession } from '../shell/session';

const GROUNDS = ['FALSE_REPORT', 'FORGED_FILE', 'WRONG_PROCEDURE', 'LATER_FINDING'] as const;
const FIELDS = ['ground', 'reason', 'number', 'decidedOn', 'fileId'].map((name) => `/body/${name}`);

/** Revokes an award by decision. */
export function RevokeDialog({ holding, onClose }: { holding: HoldingView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const draft = useDraft(`holding/${holding.id}/revoke`, { ground: '', reason: '', number: '', decidedOn: clock.today(), file: null as StoredFile | null });
  const { value, change } = draft;
  const revoke = useSend(revokeAward, { touches: ['reports', 'campaigns'], onDone: () => { draft.drop(); onClose(); } });
  const at = (name: string): string | undefined => revoke.error?.errorAt(`/body/${name}`)?.detail;
  const incomplete = value.file === null || [value.ground, value.reason, value.number].some((text) => text.trim() === '');
  return (
    <Dialog title={t('awards.revoke')} onClose={onClose}>
      <FormFrame submit={t('awards.revoke')} danger busy={revoke.isPending} problem={revoke.error} pointers={FIELDS} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={incomplete ? t('form.fillRequired') : null}
        onSubmit={() => revoke.mutate({ params: { id: holding.id }, body: {
          ground: value.ground as (typeof GROUNDS)[number], reason: value.reason, number: value.number, decidedOn: value.decidedOn, signerPostId: post?.postId ?? '', ...(value.file === null ? {} : { fileId: value.file.id }),
        } })}>
        <p className="soft">{t('awards.revokeHint')}</p>
        <SelectField label={t('awards.ground')} required value={value.ground} onChange={(ground) => change({ ground })} options={codeOptions(GROUNDS)} error={at('ground')} />
        <TextField label={t('form.reason')} required rows={3} value={value.reason} onChange={(reason) => change({ reason })} error={at('reason')} />
        <div className="dk-fields">
          <TextField label={t('dossier.number')} required value={value.number} onChange={(number) => change({ number })} error={at('number')} />
          <DayField label={t('dossier.decidedOn')} required max={clock.today()} value={value.decidedOn} onChange={(day) => change({ decidedOn: day ?? clock.today() })} error={at('decidedOn')} />
        </div>
        <FileField label={t('dossier.decisionFile')} required value={value.file} onChange={(file) => change({ file })} upload={uploadTo('awards')} error={at('fileId')} hint={t('dossier.fileHint')} />
      </FormFrame>
    </Dialog>
  );
}
