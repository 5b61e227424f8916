import { listExchangeTasks, resolveExchangeTask, type ExchangeTaskView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { instantText } from '../patterns/format/format';
import { Go } from '../patterns/address/go';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { periodOf } from './period';

/** Missing, late, repeated, out-of-order and refused files. */
export function ExchangeTasksPage() {
  const { t } = useTranslation();
  const columns: Column<ExchangeTaskView>[] = [
    { key: 'kind', title: t('exchanges.task'), show: (row) => codeText(row.kind), always: true },
    { key: 'file', title: t('exchanges.kind'), show: (row) => (row.exchangeId === null ? codeText(row.exchangeKind) : <Go to={`/exchanges/${row.exchangeId}`}>{codeText(row.exchangeKind)}</Go>), text: (row) => codeText(row.exchangeKind) },
    { key: 'sender', title: t('exchanges.sender'), show: (row) => (row.sender === 'union' ? t('exchanges.byHand') : row.sender) },
    { key: 'period', title: t('exchanges.period'), show: (row) => (row.period === null ? '–' : periodOf(row.period)) },
    { key: 'no', title: t('exchanges.number'), align: 'end', show: (row) => String(row.sequenceNo ?? '–') },
    { key: 'opened', title: t('exchanges.openedAt'), show: (row) => instantText(row.openedAt) },
    { key: 'end', title: t('exchanges.resolution'), text: (row) => row.resolution ?? '', show: (row) => (row.resolvedAt !== null ? (row.resolution === 'ARRIVED' ? t('exchanges.arrived') : row.resolution) : (
      <Doors doors={[{ key: 'resolve', label: t('exchanges.resolve'), open: true, form: (close) => (
        <RecordDialog route={resolveExchangeTask} params={{ id: row.id }} title={t('exchanges.resolve')} draft={`exchange-task/${row.id}`} submit={t('exchanges.resolve')} onClose={close} {...(row.kind === 'OUT_OF_ORDER_FILE' ? { intro: t('exchanges.resolveHint') } : {})}
          fields={[{ kind: 'long', name: 'note', label: t('exchanges.note'), required: true, maxLength: 1000 }]} />
      ) }]} />
    )) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.exchangeTasks')} text={t('exchanges.tasksHint')} />
      <RecordList id="exchange-tasks" label={t('nav.exchangeTasks')} columns={columns} source={routeSource(listExchangeTasks)} rowKey={(row) => row.id}
        filters={[{ key: 'open', label: t('exchanges.state'), options: [{ value: 'true', label: t('exchanges.open') }, { value: 'false', label: t('exchanges.done') }] }]} empty={t('exchanges.noTasks')} />
    </div>
  );
}
