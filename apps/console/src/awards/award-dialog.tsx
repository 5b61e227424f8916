import { awardTitles, listQuotas, type AwardDecisionView, type NominationView } from '@doanket/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { decidedToday, decisionFields } from '../patterns/form/decision-fields';
import { Dialog } from '../patterns/form/dialog';
import { RecordForm } from '../patterns/form/record-form';
import { numberText, vndText } from '../patterns/format/format';
import { useSession } from '../shell/session';

interface AwardDialogProps { readonly nominations: readonly NominationView[]; readonly titleOf: (code: string) => string; readonly onDone: () => void; readonly onClose: () => void }

/** One decision over the marked nominations: what will happen first, then number, day and signer. */
export function AwardDialog({ nominations, titleOf, onDone, onClose }: AwardDialogProps) {
  const { t } = useTranslation();
  const { me, post } = useSession();
  const [made, setMade] = useState<AwardDecisionView | null>(null);
  const first = nominations[0]!;
  const voted = nominations.filter((one) => one.state === 'VOTED');
  const mixed = nominations.some((one) => one.titleCode !== first.titleCode);
  const quota = useRoute(listQuotas, { query: { titleCode: first.titleCode, year: first.year, limit: 10 } }).data?.items.find((one) => one.unitCode === post?.unitCode);
  const left = quota === undefined ? null : quota.places - quota.used;
  const blocked = mixed ? t('awards.oneTitle') : voted.length === 0 ? t('awards.noneVoted') : left !== null && voted.length > left ? t('awards.overQuota', { left: numberText(left) }) : null;
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
      <RecordForm route={awardTitles} draft="award-decision/new" submit={t('awards.award')} touches={['reports', 'campaigns']} onCancel={onClose} onDone={(decision) => { setMade(decision); onDone(); }} said={t('awards.decided')} initial={decidedToday()}
        extra={{ unitCode: post?.unitCode ?? '', titleCode: first.titleCode, signerPostId: post?.postId ?? '', nominationIds: voted.map((one) => one.id) }} blocked={() => blocked} fields={decisionFields(t, 'awards')}
        intro={(
          <div className="stack-s">
            <p>{t('awards.preview', { count: voted.length, title: titleOf(first.titleCode) })}{voted.length < nominations.length && ` ${t('awards.leftOut', { count: nominations.length - voted.length })}`}</p>
            {quota !== undefined && <p>{t('awards.quota', { used: numberText(quota.used), places: numberText(quota.places), source: quota.decisionNumber })}</p>}
            <p>{t('dossier.signedBy', { signer: me.person.fullName })}</p>
          </div>
        )} />
    </Dialog>
  );
}
