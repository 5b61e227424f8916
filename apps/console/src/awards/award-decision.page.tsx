import { listHoldings, printCertificates, type HoldingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { StateTag } from '../patterns/code/code-text';
import { FilePreview } from '../patterns/dossier/file-preview';
import { dayText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** One award decision: who it honours, and all its certificates as one PDF. */
export function AwardDecisionPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const first = useRoute(listHoldings, { query: { decisionId: id, limit: 100 } });
  const [printing, setPrinting] = useState(false);
  const columns: Column<HoldingView>[] = [
    { key: 'name', title: t('awards.receiver'), show: (row) => row.name, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'certificate', title: t('contests.certificateNo'), show: (row) => row.certificateNo },
    { key: 'amount', title: t('contests.amount'), show: (row) => vndText(row.amountVnd), align: 'end' },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => row.state },
  ];
  return (
    <div className="page">
      <Loaded query={first}>{(data) => {
        const head = data.items[0];
        return (
          <>
            <PageHead title={head === undefined ? t('awards.decision') : t('awards.decisionNo', { number: head.decisionNumber, day: dayText(head.decidedOn) })}
              text={head === undefined ? t('awards.none') : `${head.titleName} · ${t(`level.${head.level}`)} · ${data.nextCursor === null ? t('awards.receivers', { count: data.items.length, shown: numberText(data.items.length) }) : ''}`}>
              {head !== undefined && may('awards.certificate.print') && <Button type="primary" onClick={() => setPrinting(true)}>{t('awards.allCertificates')}</Button>}
            </PageHead>
            <RecordList id="decision-holdings" label={t('awards.receiversOf')} columns={columns} source={routeSource(listHoldings, { query: { decisionId: id } })} rowKey={(row) => row.id} href={(row) => `/awards/${row.id}`} empty={t('awards.none')} />
            {printing && <FilePreview title={`${head?.decisionNumber.replace(/\//g, '-') ?? id}.pdf`} contentType="application/pdf" load={async () => (await call(printCertificates, { params: { id } })) as Blob} onClose={() => setPrinting(false)} />}
          </>
        );
      }}</Loaded>
    </div>
  );
}
