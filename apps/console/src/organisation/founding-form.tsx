import { BLOCS, changeFounding, draftFounding, getFounding, membershipRuleBook, OWNERSHIPS, type FoundingDetail, type Post } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findPersons, findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useParam } from '../patterns/address/page-params';
import { codeOptions } from '../patterns/code/code-text';
import { RecordForm } from '../patterns/form/record-form';
import type { FormField, Values } from '../patterns/form/record-fields';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { foundingValues, isNew, leastApplicants, type FoundingField } from './founding-values';
import { unitCodeFrom } from './unit-words';

/** Posts of a provisional committee. */
const COMMITTEE = ['CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'] as const satisfies readonly Post[];

/** An application to found a grassroots union, written down for the workers who apply (ORG-02). */
export function NewFoundingPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const least = useLeast();
  const parent = post === null ? null : { value: post.unitCode, label: post.unitName };
  return (
    <div className="page">
      <PageHead title={t('foundings.new')} text={t('foundings.newHint')} />
      <section className="panel">
        <RecordForm route={draftFounding} draft="founding/new" submit={t('foundings.saveDraft')} fields={foundingFields(t)} onCancel={() => open('/organisation/foundings')} onDone={(made) => open(`/organisation/foundings/${made.id}`)}
          initial={{ parentCode: parent, appliedOn: clock.today(), bloc: 'ENTERPRISE_NONSTATE', 'employer.ownership': 'PRIVATE' }} outlook={(values) => <Enough values={values} least={least} />} />
      </section>
    </div>
  );
}

/** The same application, changed while it is a draft or was returned. */
export function ChangeFoundingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const founding = useRoute(getFounding, { params: { id } });
  return <div className="page"><PageHead title={t('foundings.change')} /><Loaded query={founding}>{(data) => <Change founding={data} />}</Loaded></div>;
}

function Change({ founding }: { founding: FoundingDetail }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const least = useLeast();
  const back = `/organisation/foundings/${founding.id}`;
  return (
    <section className="panel">
      <RecordForm route={changeFounding} params={{ id: founding.id }} ifMatch={`"${founding.version}"`} draft={`founding/${founding.id}/${founding.version}`} submit={t('form.save')} fields={foundingFields(t)} onCancel={() => open(back)} onDone={() => open(back)}
        initial={foundingValues(founding)} outlook={(values) => <Enough values={values} least={least} />} />
    </section>
  );
}

function useLeast(): number | null {
  const rules = useRoute(membershipRuleBook.listRules, { query: { code: 'FOUNDING', on: clock.today(), limit: 10 } });
  return leastApplicants(rules.data?.items ?? []);
}

/** How many apply, beside how many the rule asks for: seen before anything is refused. */
function Enough({ values, least }: { values: Values; least: number | null }) {
  const { t } = useTranslation();
  const apply = (values['applicants'] as readonly unknown[] | undefined)?.length ?? 0;
  if (least === null) return null;
  return <p role="status" className={apply < least ? 'dk-missing' : 'soft'}>{t('foundings.enough', { apply: numberText(apply), least: numberText(least) })}</p>;
}

function foundingFields(t: TFunction): FormField<FoundingField>[] {
  return [
    { kind: 'text', name: 'name', label: t('foundings.name'), required: true, maxLength: 300 },
    { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => unitCodeFrom(values['name']) },
    { kind: 'lookup', name: 'parentCode', label: t('foundings.parent'), required: true, of: 'units', find: findUnitChoices },
    { kind: 'choice', name: 'bloc', label: t('organisation.bloc'), required: true, options: codeOptions(BLOCS) },
    { kind: 'words', name: 'territories', label: t('organisation.territories'), hint: t('import.wordsHint') },
    { kind: 'text', name: 'employer.enterpriseCode', label: t('employers.enterpriseCode'), hint: t('employers.enterpriseCodeHint'), required: true, maxLength: 10, check: (value) => (value === '' || /^\d{10}$/.test(String(value)) ? null : t('employers.tenDigits')) },
    { kind: 'text', name: 'employer.name', label: t('foundings.employer'), required: true, maxLength: 300 },
    { kind: 'choice', name: 'employer.ownership', label: t('employers.ownership'), required: true, options: codeOptions(OWNERSHIPS) },
    { kind: 'number', name: 'workers', label: t('foundings.workers'), required: true, max: 1_000_000 },
    { kind: 'day', name: 'appliedOn', label: t('foundings.appliedOn'), required: true, max: clock.today() },
    { kind: 'day', name: 'committeeUntil', label: t('foundings.committeeUntil'), hint: t('foundings.committeeUntilHint'), min: clock.today() },
    { kind: 'lines', name: 'applicants', label: t('foundings.applicants'), hint: t('foundings.applicantsHint'), required: true, add: t('foundings.addApplicant'), max: 2_000, line: (n) => t('foundings.applicant', { n }), of: [
      { kind: 'lookup', name: 'personId', label: t('foundings.known'), hint: t('foundings.knownHint'), of: 'persons', find: findPersons },
      { kind: 'text', name: 'person.fullName', label: t('people.name'), required: true, maxLength: 200, when: isNew },
      { kind: 'day', name: 'person.birthDate', label: t('people.birthDate'), max: clock.today(), when: isNew },
      { kind: 'choice', name: 'person.gender', label: t('people.gender'), empty: '–', options: codeOptions(['MALE', 'FEMALE']), when: isNew },
      { kind: 'text', name: 'person.personalId', label: t('people.personalId'), maxLength: 12, when: isNew, check: (value) => (value === '' || /^\d{12}$/.test(String(value)) ? null : t('people.twelveDigits')) },
      { kind: 'choice', name: 'post', label: t('foundings.post'), empty: t('foundings.noPost'), options: COMMITTEE.map((value) => ({ value, label: t(`post.${value}`) })) },
    ] },
  ];
}

