import { HOUSING_STATES, listHousingCases, listHousingProgrammes, type HousingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { useRoute } from '../api/query';
import { codeOptions, codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { HousingForm } from './housing-form';

/** Housing support: the money of the programme, then the cases. */
export function HousingListPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [applying, setApplying] = useState(false);
  const programmes = useRoute(listHousingProgrammes, { query: { limit: 5 } }, { enabled: may('welfare.programme.read') });
  const columns: Column<HousingView>[] = [
    { key: 'case', title: t('welfare.case'), show: (row) => `${row.caseNo} · ${row.memberName}`, always: true },
    { key: 'kind', title: t('welfare.kind'), show: (row) => codeText(row.housingKind) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'amount', title: t('welfare.amount'), show: (row) => vndText(row.amountVnd), align: 'end' },
    { key: 'due', title: t('welfare.dossierDue'), show: (row) => (row.overdue ? <><OverdueTag /> {dayText(row.dossierDueOn)}</> : dayText(row.dossierDueOn)), text: (row) => dayText(row.dossierDueOn) },
    { key: 'approved', title: t('welfare.approvedOn'), show: (row) => dayText(row.approvedOn) },
    { key: 'paid', title: t('welfare.paidOn'), show: (row) => dayText(row.paidOn) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.housing')} text={t('welfare.hint')}>{may('welfare.housing.apply') && <Button type="primary" onClick={() => setApplying(true)}>{t('welfare.apply')}</Button>}</PageHead>
      {programmes.data !== undefined && programmes.data.items.length > 0 && (
        <div className="grid-3">{programmes.data.items.slice(0, 3).map((one) => (
          <section key={one.id} className="panel stack-s"><h2>{t('welfare.programmeOf', { year: one.year })}</h2>
            <progress className="dk-progress" max={Math.max(one.budgetVnd, 1)} value={one.approvedVnd} aria-label={t('welfare.approvedOf', { approved: vndText(one.approvedVnd), budget: vndText(one.budgetVnd) })} />
            <p className="num">{t('welfare.approvedOf', { approved: vndText(one.approvedVnd), budget: vndText(one.budgetVnd) })}</p>
            <p className="soft small num">{t('welfare.left', { left: vndText(one.leftVnd) })} · {codeText('BUILD')} {vndText(one.buildVnd)} · {codeText('REPAIR')} {vndText(one.repairVnd)}</p>
            <p className="soft small">{t('dossier.source', { source: one.decisionNumber })}</p></section>
        ))}</div>
      )}
      <RecordList id="housing" label={t('nav.housing')} columns={columns} source={routeSource(listHousingCases)} rowKey={(row) => row.id} href={(row) => `/welfare/housing/${row.id}`}
        filters={[{ key: 'q', label: t('welfare.find') }, { key: 'state', label: t('rounds.state'), options: codeOptions(HOUSING_STATES) }, { key: 'kind', label: t('welfare.kind'), options: codeOptions(['BUILD', 'REPAIR']) }, { key: 'year', label: t('rounds.year') }, unitFilter(),
          { key: 'overdue', label: t('petitions.due'), options: [{ value: 'true', label: codeText('OVERDUE') }] }]}
        empty={t('welfare.none')} />
      {applying && <HousingForm onClose={() => setApplying(false)} />}
    </div>
  );
}
