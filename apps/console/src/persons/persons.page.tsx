import { GENDERS, createPerson, listPersons, openAccount, setPassword, type PersonView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { UnitName } from '../api/unit-name';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom, type FormField } from '../patterns/form/record-fields';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

const LEAST_PASSWORD = 12;

/** Persons kept by units of the subtree, and their accounts. */
export function PersonsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const [doing, setDoing] = useState<{ what: 'account' | 'password'; person: PersonView } | null>(null);
  const keep = may('membership.person.keep');
  const columns: Column<PersonView>[] = [
    { key: 'name', title: t('persons.name'), show: (row) => row.fullName, always: true },
    { key: 'born', title: t('persons.born'), show: (row) => dayText(row.birthDate) },
    { key: 'unit', title: t('persons.keeper'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'personalId', title: t('persons.personalId'), show: (row) => row.personalId ?? '–', hiddenAtFirst: true },
    { key: 'warnings', title: t('decisions.warnings'), show: (row) => row.warnings.map(codeText).join(', ') || '–', hiddenAtFirst: true },
    { key: 'account', title: t('persons.account'), show: (row) => (row.account === null ? '–' : <span className="row"><span>{row.account.username}</span>{row.account.state === 'OPENING' && <StateTag code="OPENING" />}</span>), text: (row) => row.account?.username ?? '' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.persons')} text={t('persons.hint')}>
        <Doors doors={[{ key: 'new', label: t('persons.add'), primary: true, open: keep, form: (close) => (
          <RecordDialog wide title={t('persons.add')} onClose={close} route={createPerson} draft="person/new" submit={t('persons.add')} intro={t('persons.addHint')} initial={{ unitCode: post === null ? null : { value: post.unitCode, label: post.unitName }, nationality: 'VN', 'account.temporary': true }}
            shape={(body) => { const { withAccount, ...rest } = body; return withAccount === true ? rest : Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'account')); }}
            fields={[
              { kind: 'text', name: 'fullName', label: t('persons.name'), required: true, maxLength: 200 }, { kind: 'day', name: 'birthDate', label: t('persons.born'), max: clock.today() },
              { kind: 'choice', name: 'gender', label: t('persons.gender'), empty: t('persons.notSaid'), options: codeOptions(GENDERS) }, { kind: 'text', name: 'nationality', label: t('persons.nationality'), hint: t('persons.nationalityHint'), maxLength: 2 },
              { kind: 'text', name: 'personalId', label: t('persons.personalId'), hint: t('persons.personalIdHint'), maxLength: 12, check: digits(12, t('persons.twelveDigits')) }, { kind: 'text', name: 'socialInsuranceNo', label: t('persons.insuranceNo'), maxLength: 10, check: digits(10, t('persons.tenDigits')) },
              { kind: 'text', name: 'passportNo', label: t('persons.passportNo'), maxLength: 20 }, { kind: 'lookup', name: 'unitCode', label: t('persons.keeper'), required: true, of: 'units', find: findUnitChoices },
              // Opens the fields of the account; it is no part of the body itself.
              { kind: 'check', name: 'withAccount' as 'account', label: t('persons.withAccount') },
              ...accountFields(t, 'account.').map((field) => ({ ...field, name: field.name as 'account.username', when: (values: Readonly<Record<string, unknown>>) => values['withAccount'] === true })),
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="persons" label={t('nav.persons')} columns={columns} source={routeSource(listPersons)} rowKey={(row) => row.id} filters={[{ key: 'q', label: t('persons.find') }, unitFilter(t('organisation.code'))]} empty={t('persons.none')}
        {...(keep ? { rowActions: (row: PersonView) => (row.account === null
          ? <Button size="small" onClick={() => setDoing({ what: 'account', person: row })}>{t('persons.openAccount')}</Button>
          : <Button size="small" disabled={row.account.state !== 'OPEN'} onClick={() => setDoing({ what: 'password', person: row })}>{t('persons.newPassword')}</Button>) } : {})} />
      {doing?.what === 'account' && <RecordDialog title={t('persons.openAccountOf', { name: doing.person.fullName })} onClose={() => setDoing(null)} route={openAccount} params={{ id: doing.person.id }} draft={`person/${doing.person.id}/account`} submit={t('persons.openAccount')} said={t('persons.accountOpening')} initial={{ username: codeFrom(doing.person.fullName).replaceAll('-', '.'), temporary: true }} fields={accountFields(t, '') as FormField<'username'>[]} />}
      {doing?.what === 'password' && <RecordDialog title={t('persons.newPasswordOf', { name: doing.person.fullName })} onClose={() => setDoing(null)} route={setPassword} params={{ id: doing.person.id }} draft={`person/${doing.person.id}/password`} submit={t('persons.newPassword')} initial={{ temporary: true }}
        fields={[{ kind: 'password', name: 'password', label: t('persons.password'), hint: t('persons.passwordHint'), required: true, check: longEnough(t('persons.passwordHint')) }, { kind: 'check', name: 'temporary', label: t('persons.temporary') }]} />}
    </div>
  );
}

function accountFields(t: (key: string) => string, prefix: '' | 'account.'): FormField[] {
  return [
    { kind: 'text', name: `${prefix}username`, label: t('persons.username'), hint: t('persons.usernameHint'), required: true, maxLength: 60, ...(prefix === '' ? {} : { suggest: (values: Readonly<Record<string, unknown>>) => codeFrom(String(values['fullName'] ?? '')).replaceAll('-', '.') }) },
    { kind: 'password', name: `${prefix}password`, label: t('persons.password'), hint: t('persons.passwordHint'), check: longEnough(t('persons.passwordHint')) },
    { kind: 'check', name: `${prefix}temporary`, label: t('persons.temporary') },
  ];
}

const longEnough = (why: string) => (value: unknown): string | null => (typeof value === 'string' && value !== '' && value.length < LEAST_PASSWORD ? why : null);
const digits = (count: number, why: string) => (value: unknown): string | null => (typeof value === 'string' && value !== '' && !new RegExp(`^\\d{${count}}$`).test(value) ? why : null);
