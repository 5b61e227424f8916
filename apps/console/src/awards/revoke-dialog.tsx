import { revokeAward, type HoldingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions } from '../patterns/code/code-text';
import { decidedToday, decisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';

const GROUNDS = ['FALSE_REPORT', 'FORGED_FILE', 'WRONG_PROCEDURE', 'LATER_FINDING'] as const;

/** Revokes an award by decision. */
export function RevokeDialog({ holding, onClose }: { holding: HoldingView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  return (
    <RecordDialog wide danger title={t('awards.revoke')} onClose={onClose} route={revokeAward} params={{ id: holding.id }} draft={`holding/${holding.id}/revoke`} submit={t('awards.revoke')} touches={['reports', 'campaigns']}
      intro={t('awards.revokeHint')} initial={decidedToday()} extra={{ signerPostId: post?.postId ?? '' }}
      fields={[
        { kind: 'choice', name: 'ground', label: t('awards.ground'), required: true, options: codeOptions(GROUNDS) },
        { kind: 'long', name: 'reason', label: t('form.reason'), required: true, rows: 3, maxLength: 2000 },
        ...decisionFields(t, 'awards'),
      ]} />
  );
}
