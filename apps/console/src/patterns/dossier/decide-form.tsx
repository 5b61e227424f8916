import { dossierRoutesOf, type DomainService, type DossierView } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { decidedToday, innerDecisionFields } from '../form/decision-fields';
import { RecordForm, type RecordFormProps } from '../form/record-form';
import type { Values } from '../form/record-fields';

interface DecideFormProps {
  readonly service: DomainService;
  readonly dossier: DossierView;
  readonly outcome: 'APPROVE' | 'REJECT';
  readonly signer: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

type Field = RecordFormProps<ReturnType<typeof dossierRoutesOf>['takeDossierStep']>['fields'][number];
/** Asked in the form, not part of what is sent: whether a council voted. */
const VOTED = 'voted' as Field['name'];

/** Takes a step: a decision has number, date, signer and file; a refusal has a reason. */
export function DecideForm({ service, dossier, outcome, signer, onDone, onCancel }: DecideFormProps) {
  const { t } = useTranslation();
  const { takeDossierStep } = useMemo(() => dossierRoutesOf(service), [service]);
  const step = dossier.steps.find((one) => one.state === 'CURRENT');
  const decides = step?.decision === true;
  const voted = (values: Values): boolean => values[VOTED] === true;
  const fields: Field[] = [
    ...(decides ? innerDecisionFields(t, service) : []),
    { kind: 'long', name: 'note', label: t(outcome === 'REJECT' ? 'form.reason' : 'dossier.note'), required: outcome === 'REJECT', rows: 3, maxLength: 5000 },
    ...(decides && outcome === 'APPROVE' ? [
      { kind: 'check', name: VOTED, label: t('dossier.councilVoted') },
      { kind: 'number', name: 'votes.inFavour', label: t('dossier.inFavour'), max: 200, required: true, when: voted },
      { kind: 'number', name: 'votes.total', label: t('dossier.votesTotal'), max: 200, required: true, when: voted },
    ] as const : []),
  ];
  return (
    <RecordForm route={takeDossierStep} params={{ id: dossier.id }} draft={`dossier/${dossier.id}/${step?.code ?? ''}/${outcome}`} submit={t(outcome === 'APPROVE' ? 'dossier.approve' : 'dossier.reject')} danger={outcome === 'REJECT'}
      touches={['reports']} fields={fields} initial={decidedToday()} extra={{ outcome, version: dossier.version }} shape={({ [VOTED]: _asked, ...body }) => body} onDone={onDone} onCancel={onCancel}
      {...(decides ? { intro: t('dossier.signedBy', { signer }) } : {})} said={t(`dossier.done_${outcome}`)} />
  );
}
