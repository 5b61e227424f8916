import { listInsuranceDebts, type InsuranceDebtView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { dayText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Employers in arrears with insurance by the newest list of each, the largest debt first (SOC-08). */
export function InsuranceDebtsPage() {
  const { t } = useTranslation();
  const columns: Column<InsuranceDebtView>[] = [
    { key: 'employer', title: t('insuranceDebts.employer'), show: (row) => row.employerName, always: true },
    { key: 'code', title: t('employers.enterpriseCode'), show: (row) => row.enterpriseCode },
    { key: 'debt', title: t('insuranceDebts.debt'), align: 'end', show: (row) => vndText(row.debtVnd) },
    { key: 'months', title: t('insuranceDebts.months'), align: 'end', show: (row) => numberText(row.monthsOwed) },
    { key: 'asOf', title: t('insuranceDebts.asOf'), show: (row) => dayText(row.asOf) },
    { key: 'supervised', title: t('insuranceDebts.plan'), show: (row) => (row.supervised ? <span className="tag tag-danger">{t('insuranceDebts.supervised')}</span> : '–'), text: (row) => (row.supervised ? t('insuranceDebts.supervised') : '') },
    { key: 'unions', title: t('employers.unions'), show: (row) => (row.unionCodes.length === 0 ? t('employers.noUnion') : row.unionCodes.map((code, at) => <span key={code}>{at > 0 && ', '}<Go to={`/organisation/units/${code}`}><UnitName code={code} /></Go></span>)), text: (row) => row.unionCodes.join(', ') },
    { key: 'file', title: t('insuranceDebts.file'), show: (row) => row.debtFileNo ?? '–', hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.insuranceDebts')} text={t('insuranceDebts.hint')} />
      <RecordList id="insurance-debts" label={t('nav.insuranceDebts')} columns={columns} source={routeSource(listInsuranceDebts)} rowKey={(row) => row.employerId} href={(row) => `/employers/${row.employerId}`} empty={t('insuranceDebts.none')}
        filters={[{ key: 'supervised', label: t('insuranceDebts.plan'), options: [{ value: 'true', label: t('insuranceDebts.supervised') }, { value: 'false', label: t('insuranceDebts.notSupervised') }] }]} />
    </div>
  );
}
