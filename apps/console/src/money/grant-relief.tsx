import { EXEMPTION_REASONS, grantRelief, RELIEF_KINDS } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findMembersOf } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { RecordDialog } from '../patterns/form/record-form';
import type { FormField, Values } from '../patterns/form/record-fields';
import { isMonth, percentShare, reliefBody } from './dues-term-values';
import { thisMonth } from './months';

const is = (...kinds: readonly string[]) => (values: Values): boolean => kinds.includes(String(values['kind']));

/** Exempts for a leave, reduces or suspends by decision, one member or all of a union. */
export function GrantRelief({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  const today = clock.today();
  const month = (name: string, label: string): FormField => ({ kind: 'text', name, label, required: true, placeholder: thisMonth(), when: is('REDUCTION', 'SUSPENSION'), check: (value) => (isMonth(value) ? null : t('duesTerms.monthForm')) });
  const fields: FormField[] = [
    { kind: 'choice', name: 'kind', label: t('duesTerms.kind'), required: true, options: codeOptions(RELIEF_KINDS) },
    { kind: 'lookup', name: 'memberId', label: t('duesTerms.member'), required: true, of: `members-${code}`, find: findMembersOf(code), when: is('EXEMPTION') },
    { kind: 'choice', name: 'reason', label: t('form.reason'), required: true, options: codeOptions(EXEMPTION_REASONS), when: is('EXEMPTION') },
    { kind: 'day', name: 'firstDay', label: t('duesTerms.firstDay'), required: true, when: is('EXEMPTION') },
    { kind: 'day', name: 'lastDay', label: t('duesTerms.lastDay'), required: true, when: is('EXEMPTION'), check: (day, values) => (typeof day === 'string' && typeof values['firstDay'] === 'string' && day < values['firstDay'] ? t('form.endsBeforeStart') : null) },
    { kind: 'choice', name: 'because', label: t('form.reason'), required: true, options: codeOptions(['HARDSHIP', 'FORCE_MAJEURE']), when: is('REDUCTION', 'SUSPENSION') },
    { kind: 'lookup', name: 'one', label: t('duesTerms.member'), hint: t('duesTerms.memberHint'), of: `members-${code}`, find: findMembersOf(code), when: is('REDUCTION', 'SUSPENSION') },
    month('from', t('money.fromMonth')), month('to', t('money.toMonth')),
    { kind: 'decimal', as: 'text', name: 'share', label: t('duesTerms.lessBy'), required: true, when: is('REDUCTION'), check: (value) => (percentShare(String(value)) !== null ? null : t('duesTerms.percentForm')) },
    { kind: 'text', name: 'decisionNumber', label: t('money.decisionNumber'), required: true, maxLength: 120, when: is('REDUCTION', 'SUSPENSION') },
    { kind: 'day', name: 'decidedOn', label: t('money.decidedOn'), required: true, max: today, when: is('REDUCTION', 'SUSPENSION') },
  ];
  return (
    <RecordDialog title={t('duesTerms.grant')} onClose={onClose} route={grantRelief} params={{ code }} draft={`dues/${code}/relief`} submit={t('duesTerms.grant')} intro={t('duesTerms.grantHint')} initial={{ kind: 'EXEMPTION', from: thisMonth(), to: thisMonth(), decidedOn: today }} fields={fields as FormField<never>[]}
      shape={({ because, one, ...body }) => reliefBody({ ...body, ...(because === undefined ? {} : { reason: because }), ...(one === undefined ? {} : { memberId: one }) })} />
  );
}
