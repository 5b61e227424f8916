import { getContest, listContestEntries, listPrizes, PRIZE_RANKS, type ContestEntryView, type ContestView, type PrizeView } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Chart } from '../patterns/dashboard/chart';
import { Tile, Tiles } from '../patterns/dashboard/tile';
import { dayText, numberText, percentOf, periodText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { ContestDoors } from './contest-doors';

/** One edition: its figures by trade and rank, its contestants, its prizes. */
export function ContestPage() {
  const code = useParam('code');
  const contest = useRoute(getContest, { params: { code } });
  return (
    <div className="page">
      <Loaded query={contest}>{(data) => (
        <>
          <PageHead title={data.title} tags={<StateTag code={data.state} />} text={[data.unitName, ...data.coOrganisers, periodText(data.heldOn, data.heldUntil)].join(' · ')}><ContestDoors contest={data} /></PageHead>
          <Figures contest={data} />
          <Rows contest={data} />
        </>
      )}</Loaded>
    </div>
  );
}

function Figures({ contest }: { contest: ContestView }) {
  const { t } = useTranslation();
  const { statistics, code } = contest;
  const here = `/emulation/contests/${code}`;
  const count = (value: number) => ({ reported: true, value: String(value), valueUnit: 'COUNT', qualifier: 'EXACT' as const });
  const trades = useMemo(() => statistics.byTrade.map((one) => ({ name: one.name, values: [one.contestants, one.prizes], href: `${here}?trade=${one.trade}` })), [statistics, here]);
  const ranks = useMemo(() => statistics.byRank.map((one) => ({ name: codeText(one.rank), values: [one.prizes], href: `${here}?view=prizes&rank=${one.rank}` })), [statistics, here]);
  const tradeSeries = useMemo(() => [t('contests.contestants'), t('contests.prizes')], [t]);
  const rankSeries = useMemo(() => [t('contests.prizes')], [t]);
  return (
    <>
      <Tiles>
        <Tile question={t('contests.askContestants')} figure={count(statistics.contestants)} href={here} compared={t('contests.from', { enterprises: numberText(statistics.enterprises), units: numberText(statistics.units), trades: numberText(contest.trades.length) })} />
        <Tile question={t('contests.askWinners')} figure={count(statistics.winners)} href={`${here}?view=prizes`} tone="gold" compared={statistics.winnerShare === null ? undefined : t('rounds.winnerShare', { share: percentOf(statistics.winnerShare) })} />
        <Tile question={t('contests.askMoney')} figure={{ reported: true, value: String(statistics.moneyVnd), valueUnit: 'VND', qualifier: 'EXACT' }} href={`${here}?view=prizes`}
          compared={contest.budgetVnd === null ? undefined : t(contest.budgetVnd === statistics.moneyVnd ? 'contests.budgetMet' : 'contests.budgetDiffers', { budget: vndText(contest.budgetVnd) })} />
      </Tiles>
      <div className="grid-2">
        <section className="panel"><Chart title={t('contests.byTrade')} series={tradeSeries} rows={trades} lying /></section>
        <section className="panel"><Chart title={t('contests.byRank')} series={rankSeries} rows={ranks} /></section>
      </div>
    </>
  );
}

function Rows({ contest }: { contest: ContestView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { search, change } = useAddress();
  const code = contest.code;
  const prizesShown = search['view'] === 'prizes' || !may('campaigns.contestant.read');
  const tradeName = (trade: string | null): string => contest.trades.find((one) => one.code === trade)?.name ?? trade ?? '–';
  const trade = { key: 'trade', label: t('contests.trade'), options: contest.trades.map((one) => ({ value: one.code, label: one.name })) };
  const entries: Column<ContestEntryView>[] = [
    { key: 'no', title: t('contests.entryNo'), show: (row) => row.entryNo, always: true },
    { key: 'name', title: t('contests.name'), show: (row) => row.contestantName },
    { key: 'enterprise', title: t('contests.enterprise'), show: (row) => row.enterprise },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'trade', title: t('contests.trade'), show: (row) => tradeName(row.trade) },
    { key: 'total', title: t('contests.total'), show: (row) => (row.total === null ? '–' : numberText(row.total)), align: 'end' },
    { key: 'place', title: t('contests.place'), show: (row) => (row.place === null ? '–' : numberText(row.place)), align: 'end' },
    { key: 'prize', title: t('contests.prize'), show: (row) => (row.prize === null ? '–' : <span className="tag tag-gold">{codeText(row.prize.rank)}</span>), text: (row) => codeText(row.prize?.rank) },
  ];
  const prizes: Column<PrizeView>[] = [
    { key: 'certificate', title: t('contests.certificateNo'), show: (row) => row.certificateNo, always: true },
    { key: 'rank', title: t('contests.rank'), show: (row) => <span className="tag tag-gold">{codeText(row.rank)}</span>, text: (row) => codeText(row.rank) },
    { key: 'entry', title: t('contests.entryNo'), show: (row) => row.entryNo ?? t('contests.team') },
    { key: 'trade', title: t('contests.trade'), show: (row) => tradeName(row.trade) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'amount', title: t('contests.amount'), show: (row) => vndText(row.amountVnd), align: 'end' },
    { key: 'day', title: t('contests.awardedOn'), show: (row) => dayText(row.awardedOn), hiddenAtFirst: true },
  ];
  return (
    <section className="stack">
      <div className="row" role="group" aria-label={t('contests.rows')}>
        {may('campaigns.contestant.read') && <button type="button" className="dk-chip" data-set={!prizesShown} aria-pressed={!prizesShown} onClick={() => change({ view: null, rank: null })}>{t('contests.contestants')}</button>}
        <button type="button" className="dk-chip" data-set={prizesShown} aria-pressed={prizesShown} onClick={() => change({ view: 'prizes' })}>{t('contests.prizes')}</button>
      </div>
      {prizesShown
        ? <RecordList id="prizes" label={t('contests.prizes')} columns={prizes} source={routeSource(listPrizes, { params: { code } })} rowKey={(row) => row.id} filters={[{ key: 'rank', label: t('contests.rank'), options: codeOptions(PRIZE_RANKS) }, trade]} empty={t('contests.noPrizes')} />
        : <RecordList id="entries" label={t('contests.contestants')} columns={entries} source={routeSource(listContestEntries, { params: { code } })} rowKey={(row) => row.id} filters={[{ key: 'q', label: t('contests.findContestant') }, trade]} empty={t('contests.noEntries')} />}
    </section>
  );
}
