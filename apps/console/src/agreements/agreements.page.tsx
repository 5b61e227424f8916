import { AGREEMENT_STATES, CLAUSE_KINDS, listAgreements, type AgreementView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { GoButton } from '../patterns/address/go-button';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** The board of agreements: what ends first stands in front. */
export function AgreementsPage() {
  const { t } = useTranslation();
  const columns: Column<AgreementView>[] = [
    { key: 'employer', title: t('agreements.employer'), show: (row) => row.employerName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'kind', title: t('agreements.kind'), show: (row) => codeText(row.kind), hiddenAtFirst: true },
    { key: 'state', title: t('agreements.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'signed', title: t('agreements.signedOn'), show: (row) => dayText(row.signedOn) },
    { key: 'ends', title: t('agreements.validTo'), show: (row) => dayText(row.validTo) },
    { key: 'warning', title: t('agreements.warning'), show: (row) => (row.state === 'EXPIRING' && row.warning !== null ? t('agreements.within', { days: row.warning }) : '–') },
    { key: 'workers', title: t('agreements.workersCovered'), align: 'end', show: (row) => numberText(row.workersCovered) },
    { key: 'filed', title: t('agreements.filedOn'), show: (row) => (row.filedLate ? t('agreements.late', { day: dayText(row.filedOn) }) : dayText(row.filedOn)), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.agreements')} text={t('agreements.hint')}><GoButton to="/agreements/coverage">{t('nav.agreementCoverage')}</GoButton></PageHead>
      <RecordList id="agreements" label={t('nav.agreements')} columns={columns} source={routeSource(listAgreements)} rowKey={(row) => row.id} href={(row) => `/agreements/${row.id}`}
        filters={[{ key: 'q', label: t('agreements.find') }, { key: 'state', label: t('agreements.state'), options: codeOptions(AGREEMENT_STATES) }, { key: 'clause', label: t('agreements.clause'), options: codeOptions(CLAUSE_KINDS) },
          { key: 'endsWithin', label: t('agreements.ends'), options: [90, 60, 30].map((days) => ({ value: String(days), label: t('agreements.within', { days }) })) }, unitFilter()]}
        empty={t('agreements.none')} />
    </div>
  );
}
