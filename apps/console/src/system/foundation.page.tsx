import { foundUnion } from '@doanket/contracts';
import { Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { codeText } from '../patterns/code/code-text';
import { RecordForm } from '../patterns/form/record-form';
import { codeFrom, type FormField } from '../patterns/form/record-fields';
import { PageHead } from '../patterns/page-head';

/** The beginning of a platform without units: the first unit, the first person with an account, the first post. Once; a second time it is refused. */
export function FoundationPage() {
  const { t } = useTranslation();
  const [made, setMade] = useState<string | null>(null);
  const fields: FormField[] = [
    { kind: 'text', name: 'unit.name', label: t('organisation.name'), required: true, maxLength: 300 },
    { kind: 'choice', name: 'unit.type', label: t('organisation.type'), required: true, options: (['N', 'C'] as const).map((value) => ({ value, label: codeText(`UNIT_${value}`) })) },
    { kind: 'text', name: 'unit.code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(values['unit.name'] as string) },
    { kind: 'day', name: 'unit.validFrom', label: t('organisation.founded'), required: true, max: clock.today() },
    { kind: 'text', name: 'person.fullName', label: t('foundation.head'), required: true, maxLength: 200 },
    { kind: 'text', name: 'person.account.username', label: t('foundation.username'), required: true, maxLength: 60, check: (value) => (value === '' || /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(String(value)) ? null : t('foundation.usernameForm')) },
    { kind: 'password', name: 'person.account.password', label: t('foundation.password'), required: true, hint: t('foundation.passwordHint'), check: (value) => (value === '' || String(value).length >= 12 ? null : t('foundation.passwordHint')) },
    { kind: 'day', name: 'post.validFrom', label: t('organisation.postFrom'), required: true, max: clock.today() },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.foundation')} text={t('foundation.hint')} />
      {made === null
        ? <section className="panel"><RecordForm route={foundUnion} draft="foundation" submit={t('foundation.found')} fields={fields as FormField<never>[]} initial={{ 'unit.type': 'C', 'unit.validFrom': clock.today(), 'post.validFrom': clock.today() }} onDone={(done) => setMade(done.unitCode)} /></section>
        : <Result status="success" title={t('foundation.done', { unit: made })} subTitle={t('foundation.doneHint')} />}
    </div>
  );
}
