import { draftApplication } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { findPersons, findUnitChoices } from '../api/lookups';
import { useAddress } from '../patterns/address/address';
import { RecordForm } from '../patterns/form/record-form';
import type { FormField, Values } from '../patterns/form/record-fields';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { consentOf, personFields, profileOf, workFields } from './profile-fields';

const isNew = (values: Values): boolean => values['personId'] === null || values['personId'] === undefined;

/** An application written down by an officer of the grassroots union, for a known person or a new one (ORG-09). */
export function NewApplicationPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const fields: FormField[] = [
    { kind: 'lookup', name: 'unitCode', label: t('people.union'), required: true, of: 'units', find: findUnitChoices },
    { kind: 'lookup', name: 'personId', label: t('foundings.known'), hint: t('foundings.knownHint'), of: 'persons', find: findPersons },
    ...personFields(t, 'person.', null, isNew), ...workFields(t),
  ];
  return (
    <div className="page">
      <PageHead title={t('people.newApplication')} text={t('people.newApplicationHint')} />
      <section className="panel">
        <RecordForm route={draftApplication} draft="member/new" submit={t('people.saveApplication')} fields={fields as FormField<never>[]} onCancel={() => open('/members')} onDone={(made) => open(`/members/${made.id}`)}
          initial={{ unitCode: post?.level === 'G' ? { value: post.unitCode, label: post.unitName } : null, 'person.nationality': 'VN' }} shape={applicationBody} />
      </section>
    </div>
  );
}

/** The body of an application: the profile with its nulls, consent only where a day is given. */
export function applicationBody({ consent, profile, ...body }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = consentOf(consent);
  return { ...body, profile: profileOf(profile), ...(given === null ? {} : { consent: given }) };
}
