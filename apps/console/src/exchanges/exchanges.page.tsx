import { EXCHANGE_KINDS, EXCHANGE_STATES, listExchanges, type ExchangeView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { periodOf } from './period';
import { SendFileDialog } from './send-file';

/** The ledger of exchanges: what came in, what went out, what became of it. */
export function ExchangesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<ExchangeView>[] = [
    { key: 'kind', title: t('exchanges.kind'), show: (row) => codeText(row.kind), always: true },
    { key: 'direction', title: t('exchanges.direction'), show: (row) => t(`exchanges.${row.direction === 'IN' ? 'in' : 'out'}`) },
    { key: 'sender', title: t('exchanges.sender'), show: (row) => (row.sender === 'union' ? t('exchanges.byHand') : row.sender) },
    { key: 'period', title: t('exchanges.period'), show: (row) => periodOf(row.period) },
    { key: 'no', title: t('exchanges.number'), align: 'end', show: (row) => numberText(row.sequenceNo) },
    { key: 'state', title: t('exchanges.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'rows', title: t('exchanges.rows'), align: 'end', show: (row) => numberText(row.counts.total) },
    { key: 'refused', title: t('exchanges.refused'), align: 'end', show: (row) => numberText(row.counts.refused) },
    { key: 'received', title: t('exchanges.receivedAt'), show: (row) => instantText(row.receivedAt) },
    { key: 'signature', title: t('exchanges.signature'), show: (row) => codeText(row.signatureState), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.exchanges')} text={t('exchanges.hint')}>
        <Doors doors={[{ key: 'send', label: t('exchanges.send'), primary: true, open: may('membership.exchange.send'), form: (close) => <SendFileDialog onClose={close} /> }]} />
      </PageHead>
      <RecordList id="exchanges" label={t('nav.exchanges')} columns={columns} source={routeSource(listExchanges)} rowKey={(row) => row.id} href={(row) => `/exchanges/${row.id}`}
        filters={[{ key: 'kind', label: t('exchanges.kind'), options: codeOptions(EXCHANGE_KINDS) }, { key: 'state', label: t('exchanges.state'), options: codeOptions(EXCHANGE_STATES) }, { key: 'period', label: t('exchanges.period') }]} empty={t('exchanges.none')} />
    </div>
  );
}
