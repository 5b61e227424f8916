import { getIndicator, listFigureRecords, type FigureRecord } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { indicatorName } from '../api/indicator-words';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { codeText } from '../patterns/code/code-text';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { scopeOf, scopeText } from './scope';

/** The records behind one figure; their number is the figure. */
export function RecordsPage() {
  const { t } = useTranslation();
  const { search } = useAddress();
  const { day, isToday } = useAsOf();
  const indicator = search['indicator'] ?? '';
  const scope = scopeOf(search, yearOf(day));
  const dictionary = useRoute(getIndicator, { params: { code: indicator } }, { enabled: indicator !== '' });
  const entry = dictionary.data?.versions[0];
  const columns: Column<FigureRecord>[] = [
    { key: 'record', title: t('reports.record'), show: (row) => recordText(row), always: true },
    { key: 'unit', title: t('reports.unit'), show: (row) => row.unitName },
    { key: 'day', title: t('reports.day'), show: (row) => dayText(row.day) },
    { key: 'amount', title: t('reports.amount'), show: (row) => (row.amountVnd === null ? '–' : vndText(row.amountVnd)), align: 'end' },
    { key: 'attributes', title: t('reports.attributes'), show: (row) => attributesText(row) },
  ];
  const query = {
    indicator, ...scope.query, limit: 100, ...(search['unit'] ? { unit: search['unit'] } : {}), ...(isToday ? {} : { asOf: day }),
    ...(search['programme'] ? { programme: search['programme'] } : {}), ...(search['part'] === 'denominator' ? { part: 'denominator' as const } : {}),
  };
  return (
    <div className="page">
      <PageHead title={indicator === '' ? t('reports.records') : entry === undefined ? indicator : indicatorName(entry)} text={[scopeText(scope), search['unit']].filter(Boolean).join(' · ')} />
      {indicator === '' ? <p className="soft">{t('reports.chooseFigure')} <Go to="/reports">{t('nav.figures')}</Go></p> : <RecordList id="figure-records" label={t('reports.records')} columns={columns} source={routeSource(listFigureRecords, { query })} rowKey={(row) => `${row.kind}/${row.recordId}`}
        href={(row) => consoleAddressOf(row.sourceUrl)} empty={t('reports.noRecords')} />}
    </div>
  );
}

function recordText(row: FigureRecord): string {
  const title = row.attributes['title'] ?? row.attributes['code'];
  return typeof title === 'string' ? title : `${codeText(row.kind)} ${row.recordId.slice(-8)}`;
}

function attributesText(row: FigureRecord): string {
  return Object.entries(row.attributes).filter(([name, value]) => value !== null && name !== 'title').map(([, value]) => (typeof value === 'string' ? codeText(value) : String(value))).join(' · ');
}
