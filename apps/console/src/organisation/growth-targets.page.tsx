import { GROWTH_TARGETS, type GrowthTargetView, listGrowthTargets, reportGrowthResult, setGrowthTarget } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { unitFilter } from '../api/filters';
import { findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Chart } from '../patterns/dashboard/chart';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, percentOf } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { targetRows } from './growth-target-rows';

const SHOWN = 60;

/** Targets of new members and new unions: given down the tree, their results coming up (ORG-14). */
export function GrowthTargetsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { search } = useAddress();
  const [reporting, setReporting] = useState<GrowthTargetView | null>(null);
  const today = clock.today();
  const set = may('membership.target.set');
  const columns: Column<GrowthTargetView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    { key: 'year', title: t('rounds.year'), align: 'end', show: (row) => String(row.year) },
    { key: 'kind', title: t('growthTargets.kind'), show: (row) => codeText(row.kind) },
    { key: 'target', title: t('growthTargets.target'), align: 'end', show: (row) => <>{numberText(row.target)}{row.passedTo !== null && <span className="soft small"> {t('growthTargets.passedTo', { unit: row.passedTo.unitCode, day: dayText(row.passedTo.on) })}</span>}{row.passedFrom.length > 0 && <span className="soft small"> {t('growthTargets.passedFrom', { units: row.passedFrom.map((one) => `${one.unitCode} ${numberText(one.target)}`).join(', ') })}</span>}</>, text: (row) => String(row.target) },
    { key: 'result', title: t('growthTargets.result'), align: 'end', show: (row) => <>{numberText(row.result)}{row.source === 'REPORTED' && <span className="soft small"> {t('growthTargets.reported')}</span>}</>, text: (row) => String(row.result) },
    { key: 'achieved', title: t('growthTargets.achieved'), align: 'end', show: (row) => <span className={Number(row.achieved.percent ?? 0) >= 100 ? 'tag tag-ok' : 'tag'}>{row.achieved.percent === null ? '–' : percentOf(row.achieved.percent)}</span>, text: (row) => row.achieved.percent ?? '' },
    { key: 'left', title: t('growthTargets.givenOn'), align: 'end', show: (row) => t('growthTargets.given', { given: numberText(row.givenOn), left: numberText(row.left) }) },
  ];
  const year = /^\d{4}$/.test(search['year'] ?? '') ? Number(search['year']) : yearOf(today);
  return (
    <div className="page">
      <PageHead title={t('nav.growthTargets')} text={t('growthTargets.hint')}>
        <Doors doors={[{ key: 'set', label: t('growthTargets.set'), primary: true, open: set, form: (close) => (
          <RecordDialog wide title={t('growthTargets.set')} onClose={close} route={setGrowthTarget} draft="growth-target/new" submit={t('growthTargets.set')} intro={t('growthTargets.setHint')}
            initial={{ unitCode: post === null ? null : { value: post.unitCode, label: post.unitName }, year, kind: 'NEW_MEMBERS', 'decision.decidedOn': today }}
            fields={[
              { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }, { kind: 'year', name: 'year', label: t('rounds.year'), required: true },
              { kind: 'choice', name: 'kind', label: t('growthTargets.kind'), required: true, options: codeOptions(GROWTH_TARGETS) }, { kind: 'number', name: 'target', label: t('growthTargets.target'), required: true, max: 10_000_000, check: (value) => (value === 0 ? t('growthTargets.notZero') : null) },
              ...innerDecisionFields(t, 'membership'),
            ]} />) }]} />
      </PageHead>
      <TargetChart year={year} kind={search['kind'] === 'NEW_UNIONS' ? 'NEW_UNIONS' : 'NEW_MEMBERS'} />
      <RecordList id="growth-targets" label={t('nav.growthTargets')} columns={columns} source={routeSource(listGrowthTargets)} rowKey={(row) => row.id} href={(row) => `/organisation/units/${row.unitCode}`} empty={t('growthTargets.none')}
        filters={[{ key: 'year', label: t('rounds.year') }, { key: 'kind', label: t('growthTargets.kind'), options: codeOptions(GROWTH_TARGETS) }, unitFilter()]}
        rowActions={(row) => (set && row.passedTo === null && row.year < yearOf(today) ? <Button size="small" aria-label={t('growthTargets.reportOf', { unit: row.unitName, year: row.year })} onClick={() => setReporting(row)}>{t('growthTargets.report')}</Button> : null)} />
      {reporting !== null && (
        <RecordDialog wide title={t('growthTargets.reportOf', { unit: reporting.unitName, year: reporting.year })} onClose={() => setReporting(null)} route={reportGrowthResult} params={{ id: reporting.id }} draft={`growth-target/${reporting.id}/result`} submit={t('growthTargets.report')} intro={t('growthTargets.reportHint')} initial={{ result: reporting.result, 'decision.decidedOn': today }}
          fields={[{ kind: 'number', name: 'result', label: t('growthTargets.result'), required: true, max: 10_000_000 }, ...innerDecisionFields(t, 'membership')]} />
      )}
    </div>
  );
}

/** Target and result side by side, unit by unit, in one year. */
function TargetChart({ year, kind }: { year: number; kind: (typeof GROWTH_TARGETS)[number] }) {
  const { t } = useTranslation();
  const targets = useRoute(listGrowthTargets, { query: { year, kind, limit: SHOWN } }, { keepPrevious: true });
  const series = useMemo(() => [t('growthTargets.target'), t('growthTargets.result')], [t]);
  const rows = useMemo(() => targetRows((targets.data?.items ?? []).filter((one) => one.passedTo === null)), [targets.data]);
  return <Loaded query={targets}>{({ items }) => (items.length === 0 ? null : <section className="panel"><Chart title={t('growthTargets.chart', { kind: codeText(kind), year: String(year) })} series={series} rows={rows} lying /></section>)}</Loaded>;
}
