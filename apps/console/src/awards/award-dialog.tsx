import { awardTitles, fileRoutesOf, listQuotas, type AwardDecisionView, type NominationView } from '@doanket/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attempt } from '../api/attempt';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { numberText, vndText } from '../patterns/format/format';
import { useSession } from '../shell/session';

const STORE = fileRoutesOf('awards').storeFile;

interface AwardDialogProps { readonly nominations: readonly NominationView[]; readonly titleOf: (code: string) => string; readonly onDone: () => void; readonly onClose: () => void }

/** One decision over the marked nominations: what will happen first, then number, day and signer. */
export function AwardDialog({ nominations, titleOf, onDone, onClose }: AwardDialogProps) {
  const { t } = useTranslation();
  const { me, post } = useSession();
  const [made, setMade] = useState<AwardDecisionView | null>(null);
  const draft = useDraft('award-decision/new', { number: '', decidedOn: clock.today(), file: null as StoredFile | null });
  const { value, change } = draft;
  const first = nominations[0]!;
  const voted = nominations.filter((one) => one.state === 'VOTED');
  const mixed = nominations.some((one) => one.titleCode !== first.titleCode);
  const quota = useRoute(listQuotas, { query: { titleCode: first.titleCode, year: first.year, limit: 10 } }).data?.items.find((one) => one.unitCode === post?.unitCode);
  const left = quota === undefined ? null : quota.places - quota.used;
  const award = useSend(awardTitles, { touches: ['reports', 'campaigns'], onDone: (decision) => { draft.drop(); setMade(decision); onDone(); } });
  const at = (name: string): string | undefined => award.error?.errorAt(`/body/${name}`)?.detail;
  const blocked = mixed ? t('awards.oneTitle') : voted.length === 0 ? t('awards.noneVoted') : left !== null && voted.length > left ? t('awards.overQuota', { left: numberText(left) }) : value.number.trim() === '' ? t('dossier.needsNumber') : value.file === null ? t('awards.needsFile') : null;
  const upload = async (file: File): Promise<StoredFile> => {
    const stored = await new Attempt<StoredFile>().run(file.name, (idempotencyKey) => call(STORE, { body: file }, { idempotencyKey }));
    return { id: stored.id, name: stored.name };
  };
  if (made !== null) {
    return (
      <Dialog title={t('awards.decided')} onClose={onClose}>
        <div className="stack" role="status">
          <p>{t('awards.decidedText', { count: made.holdings, first: made.firstCertificateNo, last: made.lastCertificateNo, amount: vndText(made.amountVnd) })}</p>
          {made.warnings.map((warning) => <p key={warning.nominationId} className="dk-missing">{warning.detail}</p>)}
          <p><Go to={`/awards/decisions/${made.decisionId}`}>{t('awards.openDecision')}</Go></p>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('awards.award')} onClose={onClose} wide>
      <FormFrame submit={t('awards.award')} busy={award.isPending} problem={award.error} pointers={['/body/number', '/body/decidedOn', '/body/fileId']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={blocked}
        onSubmit={() => award.mutate({ body: { unitCode: post?.unitCode ?? '', titleCode: first.titleCode, number: value.number, decidedOn: value.decidedOn, signerPostId: post?.postId ?? '', fileId: value.file?.id ?? '', nominationIds: voted.map((one) => one.id) } })}>
        <p>{t('awards.preview', { count: voted.length, title: titleOf(first.titleCode) })}{voted.length < nominations.length && ` ${t('awards.leftOut', { count: nominations.length - voted.length })}`}</p>
        {quota !== undefined && <p className="soft">{t('awards.quota', { used: numberText(quota.used), places: numberText(quota.places), source: quota.decisionNumber })}</p>}
        <div className="dk-fields">
          <TextField label={t('dossier.number')} required value={value.number} onChange={(number) => change({ number })} error={at('number')} />
          <DayField label={t('dossier.decidedOn')} required max={clock.today()} value={value.decidedOn} onChange={(day) => change({ decidedOn: day ?? clock.today() })} error={at('decidedOn')} />
          <FileField label={t('dossier.decisionFile')} required hint={t('dossier.fileHint')} value={value.file} onChange={(file) => change({ file })} upload={upload} error={at('fileId')} />
          <TextField label={t('dossier.signer')} disabled value={me.person.fullName} onChange={() => undefined} />
        </div>
      </FormFrame>
    </Dialog>
  );
}
