import { changeEmployer, type EmployerDetail, type EmployerUnionView, uncoverEmployer } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { RecordDialog } from '../patterns/form/record-form';
import type { FormField, Values } from '../patterns/form/record-fields';
import { useSession } from '../shell/session';

/** Ends the covering of an employer by a union; its last day still counts. */
export function UncoverDoor({ employerId, union }: { employerId: string; union: EmployerUnionView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may('membership.employer.keep') || union.validTo !== null) return null;
  const title = t('employers.uncoverOf', { unit: union.unitName });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>{t('employers.uncover')}</Button>
      {open && <RecordDialog title={title} onClose={() => setOpen(false)} route={uncoverEmployer} params={{ id: employerId, unionId: union.id }} draft={`employer/${employerId}/uncover/${union.id}`} submit={t('employers.uncover')} danger initial={{ lastDay: clock.today() }} fields={[{ kind: 'day', name: 'lastDay', label: t('organisation.lastDay'), required: true, min: union.validFrom }]} />}
    </>
  );
}

const hasCodes = (values: Values): boolean => values['atInsurer'] === true;

/** Name, address and the codes at the insurer, as they are to be. */
export function ChangeEmployer({ employer, onClose }: { employer: EmployerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const code = (name: string, label: string, form: RegExp, wrong: string): FormField => ({ kind: 'text', name: `insuranceUnit.${name}`, label, required: true, maxLength: 13, when: hasCodes, check: (value) => (value === '' || form.test(String(value)) ? null : wrong) });
  const fields: FormField[] = [
    { kind: 'text', name: 'name', label: t('employers.name'), required: true, maxLength: 300 }, { kind: 'text', name: 'address', label: t('employers.address'), maxLength: 500 }, { kind: 'text', name: 'ward', label: t('employers.ward'), maxLength: 120 },
    { kind: 'check', name: 'atInsurer', label: t('employers.atInsurer') },
    code('unitCode', t('employers.insuranceCode'), /^[A-Z0-9]{3,13}$/, t('employers.insuranceCodeForm')), code('participantGroup', t('employers.participantGroup'), /^[A-Z]{2}$/, t('people.twoLetters')), code('businessKind', t('employers.businessKind'), /^[A-Z0-9]{3}$/, t('employers.businessKindForm')),
  ];
  const { insuranceUnit } = employer;
  return (
    <RecordDialog title={t('employers.change')} onClose={onClose} route={changeEmployer} params={{ id: employer.id }} ifMatch={`"${employer.version}"`} draft={`employer/${employer.id}/change/${employer.version}`} submit={t('form.save')} fields={fields as FormField<never>[]}
      initial={{ name: employer.name, address: employer.address ?? '', ward: employer.ward ?? '', atInsurer: insuranceUnit !== null, 'insuranceUnit.unitCode': insuranceUnit?.unitCode ?? '', 'insuranceUnit.participantGroup': insuranceUnit?.participantGroup ?? '', 'insuranceUnit.businessKind': insuranceUnit?.businessKind ?? '' }}
      shape={({ atInsurer, ...body }) => ({ address: null, ward: null, insuranceUnit: null, ...body, ...(atInsurer === true ? {} : { insuranceUnit: null }) })} />
  );
}
