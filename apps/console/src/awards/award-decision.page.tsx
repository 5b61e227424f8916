import { listHoldings, presentAwards, printCertificates, type HoldingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { StateTag } from '../patterns/code/code-text';
import { FilePreview } from '../patterns/dossier/file-preview';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
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
  const { may, post } = useSession();
  const first = useRoute(listHoldings, { query: { decisionId: id, limit: 100 } });
  const [printing, setPrinting] = useState(false);
  const columns: Column<HoldingView>[] = [
    { key: 'name', title: t('awards.receiver'), show: (row) => row.name, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'certificate', title: t('contests.certificateNo'), show: (row) => row.certificateNo },
    { key: 'amount', title: t('contests.amount'), show: (row) => vndText(row.amountVnd), align: 'end' },
    { key: 'presented', title: t('awards.presentedOn'), show: (row) => dayText(row.presentedOn) },
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
              {head !== undefined && (
                <Doors doors={[{
                  key: 'present', label: t('awards.handOver'), open: may('awards.title.award') && post?.unitCode === head.issuerCode,
                  whyNot: data.nextCursor === null && data.items.every((row) => row.presentedOn !== null || row.state === 'REVOKED') ? t('awards.allPresented') : null,
                  form: (close) => (
                    <RecordDialog title={t('awards.handOver')} onClose={close} route={presentAwards} params={{ id }} draft={`award-decision/${id}/present`} submit={t('awards.handOver')} initial={{ presentedOn: clock.today() }} intro={t('awards.presentHint')}
                      fields={[
                        { kind: 'day', name: 'presentedOn', label: t('awards.presentedOn'), required: true, min: head.decidedOn, max: clock.today() },
                        { kind: 'text', name: 'place', label: t('awards.presentedIn'), required: true, maxLength: 300 },
                      ]} />
                  ),
                }]} />
              )}
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
