import { getFounding, submitFounding, type FoundingDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** One application to found a grassroots union: who applies, at which employer, how far it is (ORG-02). */
export function FoundingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const founding = useRoute(getFounding, { params: { id } });
  return (
    <div className="page">
      <Loaded query={founding}>{(data) => (
        <>
          <PageHead title={data.name} tags={<StateTag code={data.state} />} text={data.parentName}>
            {data.dossierId !== null && <GoButton to={`/dossiers/membership/${data.dossierId}`}>{t('foundings.openDossier')}</GoButton>}
            {data.state === 'DRAFT' && may('membership.founding.apply') && <GoButton to={`/organisation/foundings/${id}/change`}>{t('foundings.change')}</GoButton>}
            <Doors doors={[{ key: 'submit', label: t('foundings.submit'), primary: true, open: data.state === 'DRAFT' && may('membership.founding.apply'), form: (close) => (
              <RecordDialog title={t('foundings.submit')} onClose={close} route={submitFounding} params={{ id }} draft={`founding/${id}/submit`} submit={t('foundings.submit')} intro={t('foundings.submitHint')} fields={[]} />) }]} />
          </PageHead>
          <FoundingFacts founding={data} />
        </>
      )}</Loaded>
    </div>
  );
}

/** What an application says. */
export function FoundingFacts({ founding }: { founding: FoundingDetail }) {
  const { t } = useTranslation();
  return (
    <div className="grid-2">
      <section className="panel stack"><h2>{t('organisation.facts')}</h2>
        <dl className="facts">
          <dt>{t('organisation.code')}</dt><dd>{founding.code}</dd>
          <dt>{t('foundings.parent')}</dt><dd><Go to={`/organisation/units/${founding.parentCode}`}>{founding.parentName}</Go></dd>
          <dt>{t('organisation.bloc')}</dt><dd>{codeText(founding.bloc)}</dd>
          {founding.territories.length > 0 && <><dt>{t('organisation.territories')}</dt><dd>{founding.territories.join(', ')}</dd></>}
          <dt>{t('foundings.employer')}</dt><dd>{founding.employer.name} <span className="soft num">{founding.employer.enterpriseCode}</span></dd>
          <dt>{t('employers.ownership')}</dt><dd>{codeText(founding.employer.ownership)}</dd>
          <dt>{t('foundings.workers')}</dt><dd className="num">{numberText(founding.workers)}</dd>
          <dt>{t('foundings.appliedOn')}</dt><dd>{dayText(founding.appliedOn)}</dd>
          {founding.committeeUntil !== null && <><dt>{t('foundings.committeeUntil')}</dt><dd>{dayText(founding.committeeUntil)}</dd></>}
          {founding.foundedOn !== null && <><dt>{t('organisation.founded')}</dt><dd><Go to={`/organisation/units/${founding.code}`}>{dayText(founding.foundedOn)}</Go></dd></>}
          {founding.reason !== null && <><dt>{t('form.reason')}</dt><dd>{founding.reason}</dd></>}
        </dl>
      </section>
      <section className="panel stack"><h2>{t('foundings.peopleOf', { apply: numberText(founding.applicants), committee: numberText(founding.committee) })}</h2>
        <ol className="plain dk-rows">{founding.people.map((one) => (
          <li key={one.n} className="row-spread"><span><span className="soft num">{one.n}.</span> {one.fullName ?? t('organisation.nameHidden')}</span>{one.post !== null && <span className="tag">{t(`post.${one.post}`)}</span>}</li>
        ))}</ol>
      </section>
    </div>
  );
}

/** The application inside its dossier. */
export function FoundingSubject({ id }: { id: string }) {
  const founding = useRoute(getFounding, { params: { id } });
  return <Loaded query={founding}>{(data) => <FoundingFacts founding={data} />}</Loaded>;
}
