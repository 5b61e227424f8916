import type { DomainService } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { clock } from '../../api/clock';
import { uploadTo } from '../../api/files';
import type { FormField } from './record-fields';

type Plain = 'number' | 'decidedOn' | 'fileId';

/** Number, day and file of a decision taken now by the post acted as. `decidedOn` starts as today. */
export function decisionFields(t: TFunction, service: DomainService): FormField<Plain>[] {
  return [
    { kind: 'text', name: 'number', label: t('dossier.number'), required: true, maxLength: 60, hint: t('dossier.numberHint') },
    { kind: 'day', name: 'decidedOn', label: t('dossier.decidedOn'), required: true, max: clock.today() },
    { kind: 'file', name: 'fileId', label: t('dossier.decisionFile'), required: true, hint: t('dossier.fileHint'), upload: uploadTo(service) },
  ];
}

/** The same where the body names it `decisionNumber`, beside numbers of its own. */
export function namedDecisionFields(t: TFunction, service: DomainService): FormField<'decisionNumber' | 'decidedOn' | 'fileId'>[] {
  return decisionFields(t, service).map((field) => ({ ...field, name: field.name === 'number' ? 'decisionNumber' : field.name }));
}

/** The same inside `decision`. */
export function innerDecisionFields(t: TFunction, service: DomainService): FormField<`decision.${Plain}`>[] {
  return decisionFields(t, service).map((field) => ({ ...field, name: `decision.${field.name}` as const }));
}

/** What a form with those fields starts with. */
export const decidedToday = (): { decidedOn: string; 'decision.decidedOn': string } => ({ decidedOn: clock.today(), 'decision.decidedOn': clock.today() });
