import { BLOCS, classifyEmployer, countWorkforce, coverEmployer, getEmployer, listAgreements, openAgreement, OWNERSHIPS, WORKFORCE_SOURCES, type EmployerDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, periodText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { ChangeEmployer, UncoverDoor } from './cover-doors';

/** One employer: unions, workforce, what it was, agreements. */
export function EmployerPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const employer = useRoute(getEmployer, { params: { id } });
  const counted = (value: number | null): string => (value === null ? t('figure.notReported') : numberText(value));
  return (
    <div className="page">
      <Loaded query={employer}>{(data) => (
        <>
          <PageHead title={data.name} tags={data.standing === null ? null : <span className="tag">{codeText(data.standing.bloc)}</span>}
            text={[t('employers.codeIs', { code: data.enterpriseCode }), data.address, data.ward].filter((part) => part !== null).join(' · ')}>{may('membership.fund.read') && <GoButton to={`/reconciliations/${data.id}`}>{t('employers.toFund')}</GoButton>}<EmployerDoors employer={data} /></PageHead>
          <section className="panel stack"><h2>{t('employers.unions')}</h2>
            {data.unions.length === 0 ? <p className="soft">{t('employers.noUnion')}</p> : (
              <ul className="plain dk-rows">{data.unions.map((union) => <li key={union.id} className="row-spread"><Go to={`/organisation/units/${union.unitCode}`} className="strong">{union.unitName}</Go><span className="row"><span className="soft">{periodText(union.validFrom, union.validTo)}</span><UncoverDoor employerId={data.id} union={union} /></span></li>)}</ul>
            )}
            {data.pastUnions.length > 0 && <ul className="plain dk-rows">{data.pastUnions.map((union) => <li key={union.id} className="row-spread soft"><span>{union.unitName}</span><span>{periodText(union.validFrom, union.validTo)}</span></li>)}</ul>}
          </section>
          <section className="panel stack"><h2>{t('employers.workforce')}</h2>
            {data.counts.length === 0 ? <p className="soft">{t('employers.noCount')}</p> : (
              <ul className="plain dk-rows">{data.counts.map((count) => (
                <li key={count.id} className="row-spread"><span>{dayText(count.countedOn)} · {codeText(count.source)}</span>
                  <span>{t('employers.countLine', { workers: counted(count.workers), insured: counted(count.insuredWorkers), women: counted(count.womenWorkers) })}{count.insuredPayrollVnd !== null && ` · ${t('employers.payroll', { amount: vndText(count.insuredPayrollVnd) })}`}</span></li>
              ))}</ul>
            )}
          </section>
          {data.standings.length > 0 && <section className="panel stack"><h2>{t('employers.standings')}</h2>
            <ul className="plain dk-rows">{data.standings.map((standing) => <li key={standing.validFrom} className="row-spread"><span>{codeText(standing.ownership)} · {codeText(standing.bloc)}</span><span className="soft">{periodText(standing.validFrom, standing.validTo)}</span></li>)}</ul></section>}
          <Agreements employerId={data.id} />
        </>
      )}</Loaded>
    </div>
  );
}

function Agreements({ employerId }: { employerId: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const agreements = useRoute(listAgreements, { query: { employerId, limit: 50 } }, { enabled: may('membership.agreement.read') });
  if (!may('membership.agreement.read')) return null;
  return (
    <section className="panel stack"><h2>{t('nav.agreements')}</h2>
      <Loaded query={agreements}>{(data) => (data.items.length === 0 ? <p className="soft">{t('agreements.none')}</p> : (
        <ul className="plain dk-rows">{data.items.map((agreement) => (
          <li key={agreement.id} className="row-spread"><Go to={`/agreements/${agreement.id}`}>{codeText(agreement.kind)}</Go><span className="row"><StateTag code={agreement.state} /><span className="soft">{agreement.validFrom === null ? '–' : periodText(agreement.validFrom, agreement.validTo)}</span></span></li>
        ))}</ul>
      ))}</Loaded>
    </section>
  );
}

function EmployerDoors({ employer }: { employer: EmployerDetail }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const params = { id: employer.id };
  const keep = may('membership.employer.keep');
  return (
    <Doors doors={[
      { key: 'count', label: t('employers.count'), open: keep, primary: true, form: (close) => (
        <RecordDialog route={countWorkforce} params={params} title={t('employers.count')} draft={`employer/${employer.id}/count`} submit={t('employers.count')} onClose={close} initial={{ countedOn: clock.today() }} intro={t('employers.countHint')}
          fields={[
            { kind: 'day', name: 'countedOn', label: t('employers.countedOn'), required: true, max: clock.today() }, { kind: 'choice', name: 'source', label: t('employers.source'), required: true, options: codeOptions(WORKFORCE_SOURCES) },
            { kind: 'number', name: 'workers', label: t('employers.workers'), max: 10_000_000 }, { kind: 'number', name: 'insuredWorkers', label: t('employers.insured'), max: 10_000_000 }, { kind: 'number', name: 'womenWorkers', label: t('employers.women'), max: 10_000_000 },
          ]} shape={(body) => ({ workers: null, ...body })} />
      ) },
      { key: 'change', label: t('employers.change'), open: keep && post?.unitCode === employer.keeperCode, form: (close) => <ChangeEmployer employer={employer} onClose={close} /> },
      { key: 'cover', label: t('employers.cover'), open: keep, form: (close) => (
        <RecordDialog route={coverEmployer} params={params} title={t('employers.cover')} draft={`employer/${employer.id}/cover`} submit={t('employers.cover')} onClose={close}
          fields={[{ kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }, { kind: 'day', name: 'validFrom', label: t('employers.from'), required: true, max: clock.today() }]} />
      ) },
      { key: 'classify', label: t('employers.classify'), open: keep && post?.unitCode === employer.keeperCode, form: (close) => (
        <RecordDialog route={classifyEmployer} params={params} title={t('employers.classify')} draft={`employer/${employer.id}/classify`} submit={t('employers.classify')} onClose={close} intro={t('employers.classifyHint')}
          fields={[
            { kind: 'choice', name: 'ownership', label: t('employers.ownership'), required: true, options: codeOptions(OWNERSHIPS) }, { kind: 'choice', name: 'bloc', label: t('employers.bloc'), required: true, options: codeOptions(BLOCS) },
            { kind: 'day', name: 'validFrom', label: t('employers.from'), required: true },
          ]} />
      ) },
      { key: 'agreement', label: t('agreements.open'), open: may('membership.agreement.keep'), whyNot: employer.unions.length === 0 ? t('employers.noUnion') : null, form: (close) => (
        <RecordDialog route={openAgreement} title={t('agreements.open')} draft={`employer/${employer.id}/agreement`} submit={t('agreements.open')} onClose={close} extra={{ employerId: employer.id }}
          fields={[
            { kind: 'choice', name: 'unitCode', label: t('employers.unions'), required: true, options: employer.unions.map((union) => ({ value: union.unitCode, label: union.unitName })) },
            { kind: 'number', name: 'workersCovered', label: t('agreements.workersCovered'), required: true, max: 10_000_000 }, { kind: 'day', name: 'negotiatingSince', label: t('agreements.negotiatingSince'), required: true, max: clock.today() },
          ]} />
      ) },
    ]} />
  );
}
