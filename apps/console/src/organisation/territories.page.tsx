import { listTerritories, type TerritoryView } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitName } from '../api/unit-name';
import { useAsOf } from '../patterns/address/as-of';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { KeepTerritory } from './territory-doors';

/** Wards and communes of a day, each with the union that looks after it (ORG-06). */
export function TerritoriesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { day } = useAsOf();
  const decide = may('membership.unit.decide');
  const source = useMemo(() => routeSource(listTerritories, { query: { asOf: day } }), [day]);
  const columns: Column<TerritoryView>[] = [
    { key: 'name', title: t('territories.name'), show: (row) => row.name, always: true },
    { key: 'kind', title: t('territories.kind'), show: (row) => codeText(row.kind) },
    { key: 'union', title: t('territories.union'), show: (row) => (row.union === null ? <span className="tag tag-warn">{t('territories.noUnion')}</span> : <Go to={`/organisation/units/${row.union.unitCode}`}><UnitName code={row.union.unitCode} /></Go>), text: (row) => row.union?.unitCode ?? '' },
    { key: 'since', title: t('territories.since'), show: (row) => (row.union === null ? '' : dayText(row.union.since)) },
    { key: 'neighbours', title: t('territories.neighbours'), show: (row) => row.neighbours.join(', ') },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.territories')} text={t('territories.hint')}>
        <Doors doors={[{ key: 'keep', label: t('territories.keep'), open: decide, form: (close) => <KeepTerritory onClose={close} /> }]} />
        {decide && <GoButton primary to="/organisation/ward-unions/new">{t('wardUnion.new')}</GoButton>}
      </PageHead>
      <RecordList id="territories" label={t('nav.territories')} columns={columns} source={source} rowKey={(row) => row.code} filters={[]} empty={t('territories.none')} />
    </div>
  );
}
