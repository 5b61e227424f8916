import { listTerritories, type TerritoryView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { Go } from '../patterns/address/go';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Wards and communes, each with the union that looks after it (ORG-06). */
export function TerritoriesPage() {
  const { t } = useTranslation();
  const columns: Column<TerritoryView>[] = [
    { key: 'name', title: t('territories.name'), show: (row) => row.name, always: true },
    { key: 'kind', title: t('territories.kind'), show: (row) => codeText(row.kind) },
    { key: 'union', title: t('territories.union'), show: (row) => (row.union === null ? t('territories.noUnion') : <Go to={`/organisation/units/${row.union.unitCode}`}>{row.union.unitCode}</Go>), text: (row) => row.union?.unitCode ?? '' },
    { key: 'since', title: t('territories.since'), show: (row) => (row.union === null ? '' : dayText(row.union.since)) },
    { key: 'neighbours', title: t('territories.neighbours'), show: (row) => row.neighbours.join(', ') },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.territories')} text={t('territories.hint')} />
      <RecordList id="territories" label={t('nav.territories')} columns={columns} source={routeSource(listTerritories)} rowKey={(row) => row.code} filters={[]} empty={t('territories.none')} />
    </div>
  );
}
