import { CONFIDENCES, proposeTitle, RECEIVER_KINDS, TITLE_CONDITIONS } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { domainCodeFrom } from '../emulation/target-fields';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';

/** Proposes a title, or a new version of one; a second person confirms it under the rules (AWD-01). */
export function TitleForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  return (
    <RecordDialog wide title={t('awards.addTitle')} onClose={onClose} route={proposeTitle} draft="title/new" submit={t('awards.addTitle')} intro={t('awards.addTitleHint')} initial={{ level: post?.level ?? '', kind: 'UNION', receiverKinds: ['INDIVIDUAL'], validFrom: clock.today(), confidence: 'CONFIRMED' }}
      fields={[
        { kind: 'text', name: 'name', label: t('awards.titleName'), required: true, maxLength: 300 },
        { kind: 'text', name: 'code', label: t('awards.titleCode'), required: true, maxLength: 60, hint: t('awards.titleCodeHint'), suggest: (values) => domainCodeFrom(String(values['name'] ?? '')) },
        { kind: 'choice', name: 'level', label: t('awards.decidedAt'), required: true, options: (['N', 'C', 'S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) },
        { kind: 'choice', name: 'kind', label: t('awards.titleKind'), required: true, options: (['UNION', 'STATE', 'JOINT'] as const).map((value) => ({ value, label: codeText(`TITLE_${value}`) })) },
        { kind: 'text', name: 'partner', label: t('awards.partner'), maxLength: 200, when: (values) => values['kind'] === 'JOINT' },
        { kind: 'number', name: 'tiers', label: t('awards.tiers'), max: 9, when: (values) => values['kind'] === 'JOINT' },
        { kind: 'choices', name: 'receiverKinds', label: t('awards.receiverKind'), required: true, options: codeOptions(RECEIVER_KINDS) },
        { kind: 'choices', name: 'conditions', label: t('awards.conditionsShort'), options: codeOptions(TITLE_CONDITIONS) },
        { kind: 'number', name: 'amountVnd', label: t('contests.amount'), unit: 'đ', hint: t('awards.moneyHint') },
        { kind: 'number', name: 'baseSalaryThousandths', label: t('awards.baseShare'), unit: '‰', hint: t('awards.baseShareHint'), max: 100_000, when: (values) => values['amountVnd'] === null },
        { kind: 'text', name: 'mark', label: t('awards.mark'), hint: t('awards.markHint'), maxLength: 20 },
        { kind: 'day', name: 'validFrom', label: t('awards.validFrom'), required: true }, { kind: 'day', name: 'validTo', label: t('awards.validTo') },
        { kind: 'text', name: 'decisionNumber', label: t('dossier.number'), required: true, maxLength: 60 }, { kind: 'day', name: 'decidedOn', label: t('dossier.decidedOn') },
        { kind: 'file', name: 'fileId', label: t('dossier.decisionFile'), hint: t('ruleBook.fileHint'), required: true, upload: uploadTo('awards') },
        { kind: 'choice', name: 'confidence', label: t('ruleBook.confidence'), required: true, options: codeOptions(CONFIDENCES) }, { kind: 'text', name: 'source', label: t('awards.source'), maxLength: 200 },
      ]} />
  );
}
