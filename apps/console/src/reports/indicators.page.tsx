import { listIndicators, type IndicatorView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { formulaText, indicatorName } from '../api/indicator-words';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import { Doors } from '../patterns/form/doors';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { IndicatorForm } from './indicator-form';

/** The indicator dictionary: what each code means and how it is counted. */
export function IndicatorsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<IndicatorView>[] = [
    { key: 'name', title: t('reports.indicator'), show: (row) => indicatorName(row), always: true },
    { key: 'code', title: t('reports.code'), show: (row) => row.code },
    { key: 'unit', title: t('reports.valueUnit'), show: (row) => codeText(row.valueUnit) },
    { key: 'aggregate', title: t('reports.aggregate'), show: (row) => codeText(row.aggregate) },
    { key: 'formula', title: t('reports.formula'), show: (row) => formulaText(row.formula) },
    { key: 'validFrom', title: t('reports.validFrom'), show: (row) => dayText(row.validFrom), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.indicators')} text={t('reports.indicatorsHint')}><Doors doors={[{ key: 'add', label: t('reports.addIndicator'), primary: true, open: may('reports.indicator.manage'), form: (close) => <IndicatorForm onClose={close} /> }]} /></PageHead>
      <RecordList id="indicators" label={t('nav.indicators')} columns={columns} filters={[{ key: 'q', label: t('reports.findIndicator') }]} source={routeSource(listIndicators)}
        rowKey={(row) => `${row.code}/${row.validFrom}`} href={(row) => `/reports?indicator=${row.code}`} empty={t('reports.noIndicators')} />
    </div>
  );
}
