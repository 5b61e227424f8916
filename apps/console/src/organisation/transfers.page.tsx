import { listTransfers, TRANSFER_STATES, type TransferView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { UnitName } from '../api/unit-name';
import { GoButton } from '../patterns/address/go-button';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Hand-overs of unions that the unit gives or receives; each opens its hand-over list (ORG-04). */
export function TransfersPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<TransferView>[] = [
    { key: 'direction', title: t('transfers.direction'), show: (row) => `${codeText(row.direction)}, ${t('transfers.unions', { n: numberText(row.units) })}`, always: true },
    { key: 'from', title: t('transfers.from'), show: (row) => (row.direction === 'IN' ? (row.otherParty ?? '') : <UnitName code={row.issuerCode} />), text: (row) => (row.direction === 'IN' ? (row.otherParty ?? '') : row.issuerCode) },
    { key: 'to', title: t('transfers.to'), show: (row) => (row.receiverCode === null ? (row.otherParty ?? '') : <UnitName code={row.receiverCode} />), text: (row) => row.receiverCode ?? row.otherParty ?? '' },
    { key: 'effectiveOn', title: t('transfers.effectiveOn'), show: (row) => dayText(row.effectiveOn) },
    { key: 'movedOn', title: t('transfers.movedOn'), show: (row) => dayText(row.movedOn) },
    { key: 'state', title: t('transfers.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.transfers')} text={t('transfers.hint')}>
        {may('membership.unit.transfer') && <GoButton primary to="/organisation/transfers/new">{t('transfers.new')}</GoButton>}
      </PageHead>
      <RecordList id="transfers" label={t('nav.transfers')} columns={columns} source={routeSource(listTransfers)} rowKey={(row) => row.id} href={(row) => `/organisation/transfers/${row.id}`}
        filters={[{ key: 'state', label: t('transfers.state'), options: codeOptions(TRANSFER_STATES) }]} empty={t('transfers.none')} />
    </div>
  );
}
