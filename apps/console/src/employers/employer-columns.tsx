import type { EmployerView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { codeText } from '../patterns/code/code-text';
import { numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';

/** Columns of lists of employers. What a count does not say is "not reported", never zero. */
export function employerColumns(t: TFunction): Column<EmployerView>[] {
  const counted = (value: number | null | undefined): string => (value === null || value === undefined ? t('figure.notReported') : numberText(value));
  return [
    { key: 'name', title: t('employers.name'), show: (row) => row.name, always: true },
    { key: 'code', title: t('employers.enterpriseCode'), show: (row) => row.enterpriseCode },
    { key: 'unions', title: t('employers.unions'), show: (row) => (row.unions.length === 0 ? t('employers.noUnion') : row.unions.map((union) => union.unitName).join(', ')) },
    { key: 'workers', title: t('employers.workers'), align: 'end', show: (row) => counted(row.workforce?.workers) },
    { key: 'insured', title: t('employers.insured'), align: 'end', show: (row) => counted(row.workforce?.insuredWorkers) },
    { key: 'bloc', title: t('employers.bloc'), show: (row) => codeText(row.standing?.bloc), hiddenAtFirst: true },
    { key: 'ownership', title: t('employers.ownership'), show: (row) => codeText(row.standing?.ownership), hiddenAtFirst: true },
    { key: 'ward', title: t('employers.ward'), show: (row) => row.ward ?? '–' },
  ];
}
