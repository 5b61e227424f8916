import { chooseDelegates, type HoldingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findMovements } from '../api/lookups';
import { decisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';

/** Sends the marked holders to the conference above, within the quota of their kind (AWD-06). */
export function DelegatesDialog({ holdings, onDone, onClose }: { holdings: readonly HoldingView[]; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  return (
    <RecordDialog wide title={t('awards.chooseDelegates')} onClose={onClose} route={chooseDelegates} draft="delegates/new" submit={t('awards.chooseDelegates')} touches={['reports', 'campaigns']} onDone={onDone}
      extra={{ unitCode: post?.unitCode ?? '', holdingIds: holdings.map((one) => one.id), signerPostId: post?.postId ?? '' }} initial={{ chosenOn: clock.today(), decidedOn: clock.today() }} intro={t('awards.delegatesHint', { names: holdings.map((one) => one.name).join('; ') })}
      fields={[{ kind: 'day', name: 'chosenOn', label: t('awards.chosenOn'), required: true, max: clock.today() }, { kind: 'lookup', name: 'movement', label: t('movements.movement'), of: 'movements', find: findMovements, atOnce: true }, ...decisionFields(t, 'awards')]} />
  );
}
