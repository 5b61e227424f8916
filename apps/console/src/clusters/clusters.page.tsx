import { listClusters, type ClusterSummaryView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import { Doors } from '../patterns/form/doors';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { FormCluster } from './cluster-doors';

/** Emulation clusters by year. */
export function ClustersPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<ClusterSummaryView>[] = [
    { key: 'name', title: t('clusters.cluster'), show: (row) => row.name, always: true },
    { key: 'year', title: t('rounds.year'), show: (row) => String(row.year), align: 'end' },
    { key: 'members', title: t('clusters.members'), show: (row) => numberText(row.members), align: 'end' },
    { key: 'signatures', title: t('clusters.signatures'), show: (row) => t('side.ofUnits', { reported: row.signatures, units: row.members }) },
    { key: 'committed', title: t('clusters.committedOn'), show: (row) => dayText(row.committedOn) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.clusters')} text={t('clusters.hint')}><Doors doors={[{ key: 'form', label: t('clusters.form'), primary: true, open: may('campaigns.cluster.form'), form: (close) => <FormCluster onClose={close} /> }]} /></PageHead>
      <RecordList id="clusters" label={t('nav.clusters')} columns={columns} source={routeSource(listClusters)} rowKey={(row) => row.id} href={(row) => `/emulation/clusters/${row.code}`}
        filters={[{ key: 'q', label: t('clusters.find') }, { key: 'year', label: t('rounds.year') }]} empty={t('clusters.none')} />
    </div>
  );
}
