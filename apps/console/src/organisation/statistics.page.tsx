import { BLOCS, getGrowth, getMemberCounts, getSensitiveCounts, listDensities, type DensityRow, type GrowthPoint, type MemberCounts } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Chart, type ChartRow } from '../patterns/dashboard/chart';
import { Tile, Tiles } from '../patterns/dashboard/tile';
import { DayField } from '../patterns/form/day-field';
import { SelectField } from '../patterns/form/fields';
import { dayText, numberText, percentOf } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { CounterChecks } from './counter-checks';
import { blocRows, densityRows } from './statistics-rows';
import { StructureChart } from './structure-chart';

/** Units shown by name in the density chart. */
const SHOWN = 60;
const YEAR_DAYS = 365;

/** How many members there are, were, and were thought to be: figures, growth and density of a unit. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const { post, may } = useSession();
  const { search, change } = useAddress();
  const { day, knownOn, query, isToday, knowing } = useAsOf();
  const code = search['unit'] ?? post?.unitCode ?? '';
  const bloc = BLOCS.find((one) => one === search['bloc']);
  const counts = useRoute(getMemberCounts, { params: { code }, query });
  const growth = useRoute(getGrowth, { params: { code }, query: { from: addDays(day, -YEAR_DAYS * 2), to: day, ...(bloc === undefined ? {} : { bloc }) } }, { keepPrevious: true });
  const densities = useRoute(listDensities, { params: { code }, query: { limit: SHOWN } });
  return (
    <div className="page">
      <PageHead title={t('statistics.title')} text={knownOn === null ? t('statistics.asOn', { day: dayText(day) }) : t('statistics.asKnown', { day: dayText(day), knownOn: dayText(knownOn) })} />
      <section className="panel"><div className="dk-fields">
        <DayField label={t('statistics.knownOn')} value={knownOn} max={clock.today()} onChange={knowing} />
        <SelectField label={t('statistics.growthOf')} value={bloc ?? ''} empty={t('statistics.allBlocs')} options={codeOptions(BLOCS)} onChange={(chosen) => change({ bloc: chosen })} />
      </div></section>
      <Loaded query={counts}>{(data) => <><CountTiles counts={data} /><BlocChart counts={data} /></>}</Loaded>
      {isToday && <StructureChart code={code} />}
      <section className="panel"><Loaded query={growth}>{({ items }) => <GrowthChart points={items} />}</Loaded></section>
      <section className="panel"><Loaded query={densities}>{({ items }) => items.length === 0 ? <p className="soft">{t('statistics.noUnits')}</p> : <DensityChart rows={items} />}</Loaded></section>
      {may('membership.counter.check') && <CounterChecks />}
    </div>
  );
}

const exact = (value: number) => ({ reported: true, value: String(value), valueUnit: 'COUNT', qualifier: 'EXACT' as const });

function CountTiles({ counts }: { counts: MemberCounts }) {
  const { t } = useTranslation();
  const { density } = counts;
  const { isToday } = useAsOf();
  const sensitive = useRoute(getSensitiveCounts, { params: { code: counts.unitCode } });
  const party = isToday ? (sensitive.data?.partyMembers ?? null) : null;
  return (
    <Tiles>
      <Tile question={t('statistics.askMembers')} figure={exact(counts.members)} href={`/organisation/units/${counts.unitCode}`}
        more={[{ label: t('statistics.women'), figure: exact(counts.women), href: null }, { label: t('statistics.direct'), figure: exact(counts.directWorkers), href: null }, ...(party === null ? [] : [{ label: t('statistics.partyMembers'), figure: exact(party), href: null }])]} />
      <Tile question={t('statistics.askUnions')} figure={exact(counts.unions)} href={`/organisation/units/${counts.unitCode}`} more={[{ label: t('statistics.committee'), figure: exact(counts.committeeMembers), href: null }]} />
      <Tile question={t('statistics.askDensity')} tone="gold" figure={density?.percent == null ? { reported: false } : { reported: true, value: density.percent, valueUnit: 'PERCENT', qualifier: 'EXACT' }} href={null}
        compared={density === null ? t('statistics.noWorkers') : t('statistics.densityParts', { members: numberText(density.numerator), workers: numberText(density.denominator) })} />
    </Tiles>
  );
}

function BlocChart({ counts }: { counts: MemberCounts }) {
  const { t } = useTranslation();
  const rows = useMemo(() => blocRows(counts, { nameOf: codeText, none: t('statistics.noBloc'), closed: t('statistics.closed') }), [counts, t]);
  const series = useMemo(() => [t('statistics.members')], [t]);
  if (rows.length === 0) return null;
  return <section className="panel"><Chart title={t('statistics.byBloc')} series={series} rows={rows} lying /></section>;
}

function GrowthChart({ points }: { points: readonly GrowthPoint[] }) {
  const { t } = useTranslation();
  const rows = useMemo(() => points.map(({ month, members }): ChartRow => ({ name: `${month.slice(5)}/${month.slice(0, 4)}`, values: [members] })), [points]);
  const series = useMemo(() => [t('statistics.members')], [t]);
  const [joined, left] = points.reduce(([a, b], point) => [a + point.joined, b + point.left], [0, 0]);
  return (
    <>
      <Chart title={t('statistics.growth')} series={series} rows={rows} />
      <p className="small soft">{t('statistics.moved', { joined: numberText(joined), left: numberText(left) })}</p>
    </>
  );
}

function DensityChart({ rows }: { rows: readonly DensityRow[] }) {
  const { t } = useTranslation();
  const shown = useMemo(() => densityRows(rows), [rows]);
  const series = useMemo(() => [t('statistics.density')], [t]);
  return <Chart title={t('statistics.densityByUnit')} series={series} rows={shown} lying format={(value) => percentOf(String(value)) } />;
}
