import { getContest, listContests } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText } from '../patterns/code/code-text';
import { Chart } from '../patterns/dashboard/chart';
import { vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';

/** The contests of a round by trade and by rank. */
export function ContestCharts({ round }: { round: string }) {
  const { t } = useTranslation();
  const contests = useRoute(listContests, { query: { round, limit: 10 } });
  return (
    <Loaded query={contests}>{(data) => (data.items.length === 0
      ? <section className="panel"><p className="soft">{t('rounds.noContest')}</p></section>
      : <>{data.items.map((contest) => <OneContest key={contest.id} code={contest.code} title={contest.title} />)}</>)}</Loaded>
  );
}

function OneContest({ code, title }: { code: string; title: string }) {
  const { t } = useTranslation();
  const contest = useRoute(getContest, { params: { code } });
  const statistics = contest.data?.statistics;
  const trades = useMemo(() => (statistics?.byTrade ?? []).map((one) => ({ name: one.name, values: [one.contestants, one.prizes], href: `/emulation/contests/${code}?trade=${one.trade}` })), [statistics, code]);
  const ranks = useMemo(() => (statistics?.byRank ?? []).map((one) => ({ name: codeText(one.rank), values: [one.prizes], href: `/emulation/contests/${code}?view=prizes&rank=${one.rank}` })), [statistics, code]);
  const tradeSeries = useMemo(() => [t('contests.contestants'), t('contests.prizes')], [t]);
  const rankSeries = useMemo(() => [t('contests.prizes')], [t]);
  return (
    <Loaded query={contest}>{(data) => (
      <>
        <section className="panel stack"><Chart title={t('rounds.contestByTrade', { contest: title })} series={tradeSeries} rows={trades} lying />
          <p><Go to={`/emulation/contests/${code}`}>{t('rounds.openContest')}</Go></p></section>
        <section className="panel stack"><Chart title={t('rounds.contestByRank', { contest: title })} series={rankSeries} rows={ranks} />
          <p className="soft small num">{data.statistics.byRank.map((one) => `${codeText(one.rank)}: ${vndText(one.moneyVnd)}`).join(' · ')} · {t('rounds.moneyInAll', { amount: vndText(data.statistics.moneyVnd) })}</p></section>
      </>
    )}</Loaded>
  );
}
