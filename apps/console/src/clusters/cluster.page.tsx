import { getCluster, getSurvey, listFigures, type ClusterView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { useIndicatorNames } from '../api/indicator-names';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { SideBySide, type SideRow } from '../patterns/table/side-by-side';
import { ClusterDoors, SurveyDoors } from './cluster-doors';

/** What members of a cluster are laid side by side for. Source: handbook 1.3. */
const SIDE_BY_SIDE = ['PARTNER_PROGRAMME_NEW', 'CBA_COVERAGE', 'CBA_NEW'] as const;

/** A cluster: its members side by side, signatures, surveys. */
export function ClusterPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const cluster = useRoute(getCluster, { params: { code } });
  return (
    <div className="page">
      <Loaded query={cluster}>{(data) => (
        <>
          <PageHead title={data.name} tags={<StateTag code={data.state} />} text={t('clusters.about', { year: data.year, size: numberText(data.size), day: dayText(data.formedOn) })}><ClusterDoors cluster={data} /></PageHead>
          <section className="stack"><h2>{t('clusters.sideBySide')}</h2><MemberTable cluster={data} /></section>
          <section className="panel stack"><h2>{t('clusters.members')}</h2>
            <ul className="plain dk-rows">{data.members.map((member) => (
              <li key={member.unitCode} className="row-spread">
                <span className="row"><Go to={`/organisation/units/${member.unitCode}?asOf=${data.formedOn}`} className="strong">{member.unitName}</Go>{member.role !== 'MEMBER' && <span className="tag tag-accent">{codeText(member.role)}</span>}</span>
                <span className="soft small">{member.signedOn === null ? t('clusters.notSigned') : t('clusters.signedOn', { day: dayText(member.signedOn) })}{member.titleCodes.length > 0 && ` · ${member.titleCodes.map(codeText).join(', ')}`}</span>
              </li>
            ))}</ul></section>
          {data.surveys.map((survey) => <Survey key={survey.id} id={survey.id} unitCode={data.unitCode} />)}
        </>
      )}</Loaded>
    </div>
  );
}

function MemberTable({ cluster }: { cluster: ClusterView }) {
  const { t } = useTranslation();
  const nameOf = useIndicatorNames();
  const figures = useRoute(listFigures, { query: { indicator: SIDE_BY_SIDE.join(','), cluster: cluster.code } });
  const units = cluster.members.map((member) => ({ code: member.unitCode, name: member.unitName, ...(member.role === 'MEMBER' ? {} : { note: codeText(member.role) }) }));
  const rows: SideRow[] = SIDE_BY_SIDE.map((code) => {
    const summary = figures.data?.summaries.find((one) => one.indicator === code);
    const items = figures.data?.items.filter((item) => item.indicator === code) ?? [];
    return {
      code, name: nameOf(code),
      cells: Object.fromEntries(items.map((item) => [item.unit, { ...item, href: consoleAddressOf(item.recordsUrl) }])),
      sum: summary === undefined || summary.value === null ? null : { reported: true, value: summary.value, qualifier: summary.qualifier, valueUnit: items[0]?.valueUnit ?? 'COUNT' },
    };
  });
  return <Loaded query={figures}>{() => <SideBySide caption={t('clusters.sideBySideOf', { cluster: cluster.name })} units={units} rows={rows} />}</Loaded>;
}

function Survey({ id, unitCode }: { id: string; unitCode: string }) {
  const { t } = useTranslation();
  const survey = useRoute(getSurvey, { params: { id } });
  return (
    <Loaded query={survey}>{(data) => (
      <section className="panel stack"><div className="row-spread"><h2>{t('clusters.surveyOf', { day: dayText(data.surveyedOn) })}</h2><span className="row"><SurveyDoors survey={data} unitCode={unitCode} /></span></div>
        <p className="soft">{t('clusters.headedBy', { post: data.headedBy })} · {t('clusters.heard', { count: data.membersHeard })}{data.boards.length > 0 && ` · ${data.boards.join(', ')}`}</p>
        <p style={{ whiteSpace: 'pre-line' }}>{data.report}</p>
        {data.requests.length > 0 && (
          <><h3>{t('clusters.requests', { count: data.requests.length, open: data.openRequests })}</h3>
            <ul className="plain dk-rows">{data.requests.map((request) => (
              <li key={request.petitionId} className="stack-s"><span className="row-spread"><Go to={`/petitions/${request.petitionId}`}>{request.text}</Go><span className="row"><StateTag code={request.state} />{request.overdue && <OverdueTag />}</span></span>
                <span className="soft small">{request.unitName}{request.ownerBody !== null && ` · ${request.ownerBody}`}{request.dueOn !== null && ` · ${t('dossier.dueOn', { day: dayText(request.dueOn) })}`}</span>{request.answer !== null && <span>{request.answer}</span>}</li>
            ))}</ul></>
        )}
        {data.conclusion !== null && <><h3>{t('clusters.conclusion')}</h3><p style={{ whiteSpace: 'pre-line' }}>{data.conclusion}</p></>}
      </section>
    )}</Loaded>
  );
}
