import { getIntegration, listNotices, replayNotices, type NoticeView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { SigningKeyDialog, WebhookDialog } from './webhook-doors';

/** Notices to one partner: where they go, what became of each, sending them again. */
export function NoticesPage() {
  const { t } = useTranslation();
  const clientId = useParam('clientId');
  const [again, setAgain] = useState<number | null>(null);
  const integration = useRoute(getIntegration, { params: { clientId } });
  const columns: Column<NoticeView>[] = [
    { key: 'sequence', title: t('exchanges.number'), show: (row) => numberText(row.sequence), always: true },
    { key: 'exchange', title: t('exchanges.kind'), show: (row) => <Go to={`/exchanges/${row.subjectId}`}>{`${codeText(String(row.data['kind']))} ${String(row.data['period'])}`}</Go>, text: (row) => codeText(String(row.data['kind'])) },
    { key: 'state', title: t('exchanges.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'attempts', title: t('exchanges.attempts'), align: 'end', show: (row) => numberText(row.attempts) },
    { key: 'last', title: t('exchanges.lastAnswer'), show: (row) => row.lastFailure ?? String(row.lastStatus ?? '–') },
    { key: 'next', title: t('exchanges.nextAt'), show: (row) => instantText(row.nextAt) },
    { key: 'delivered', title: t('exchanges.deliveredAt'), show: (row) => instantText(row.deliveredAt) },
  ];
  return (
    <div className="page">
      <Loaded query={integration}>{(data) => (
        <>
          <PageHead title={data.name} tags={<StateTag code={data.webhookState} />} text={<><code>{data.clientId}</code> · {data.webhookUrl ?? t('exchanges.noWebhook')}</>}>
            <Doors doors={[{ key: 'webhook', label: t('webhooks.title'), open: true, primary: data.webhookState !== 'ACTIVE', form: (close) => <WebhookDialog integration={data} onClose={close} /> }, { key: 'key', label: t(data.hasSigningKey ? 'webhooks.changeKey' : 'webhooks.leaveKey'), open: true, form: (close) => <SigningKeyDialog clientId={clientId} onClose={close} /> }, { key: 'replay', label: t('exchanges.replay'), open: true, whyNot: data.webhookState === 'NONE' ? t('exchanges.noWebhook') : null, form: (close) => (
              <RecordDialog route={replayNotices} params={{ clientId }} title={t('exchanges.replay')} draft={`notices/${clientId}/replay`} submit={t('exchanges.replay')} onClose={close} intro={t('exchanges.replayHint')}
                fields={[{ kind: 'number', name: 'fromSequence', label: t('exchanges.fromNumber'), required: true, max: 1_000_000_000 }]} />
            ) }]} />
          </PageHead>
          <RecordList id="partner-notices" label={t('exchanges.notices')} columns={columns} source={routeSource(listNotices, { params: { clientId } })} rowKey={(row) => String(row.sequence)} empty={t('exchanges.noNotices')}
            rowActions={(row) => (data.webhookState === 'NONE' ? null : <Button size="small" aria-label={t('webhooks.againFrom', { number: numberText(row.sequence) })} onClick={() => setAgain(row.sequence)}>{t('webhooks.again')}</Button>)} />
          {again !== null && (
            <RecordDialog route={replayNotices} params={{ clientId }} title={t('webhooks.againFrom', { number: numberText(again) })} draft={`notices/${clientId}/replay/${again}`} submit={t('exchanges.replay')} onClose={() => setAgain(null)} intro={t('exchanges.replayHint')} extra={{ fromSequence: again }} fields={[]} />
          )}
        </>
      )}</Loaded>
    </div>
  );
}
