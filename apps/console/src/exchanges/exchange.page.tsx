import { applyExchange, EXCHANGE_ROW_STATES, getExchange, listExchangeRows, readExchangeReport, type ExchangeRowView, type ExchangeView } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../api/call';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { i18n } from '../i18n';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { bytesText, instantText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { periodOf } from './period';

const UNDER_WAY_MS = 2_000;
const UNDER_WAY: ReadonlySet<ExchangeView['state']> = new Set(['RECEIVED', 'VALIDATED', 'APPLYING']);

/** One entry of the ledger: totals, outcome, and what became of each row. */
export function ExchangePage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const id = useParam('id');
  const exchange = useRoute(getExchange, { params: { id } }, { refetchIntervalMs: UNDER_WAY_MS, refetchWhile: ({ state }) => UNDER_WAY.has(state) });
  const columns: Column<ExchangeRowView>[] = [
    { key: 'row', title: t('exchanges.row'), show: (row) => numberText(row.row), always: true },
    { key: 'state', title: t('exchanges.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'faults', title: t('exchanges.faults'), show: (row) => (row.faults.length === 0 ? '–' : row.faults.map((fault) => `${fault.column === null ? t('exchanges.wholeRow') : columnText(fault.column)}: ${codeText(fault.code)}`).join('; ')) },
  ];
  return (
    <div className="page">
      <Loaded query={exchange}>{(data) => (
        <>
          <PageHead title={`${codeText(data.kind)}, ${periodOf(data.period)}`} tags={<StateTag code={data.state} />}
            text={[t('exchanges.about', { number: numberText(data.sequenceNo), sender: data.sender === 'union' ? t('exchanges.byHand').toLowerCase() : data.sender }), data.fileName, bytesText(data.size)].filter((part) => part !== null).join(' · ')}>
            <Button href={urlOf(readExchangeReport, { params: { id } })} download={`bao-cao-${id}.csv`}>{t('exchanges.report')}</Button>
            <Doors doors={[{ key: 'apply', label: t('exchanges.apply'), primary: true, open: data.direction === 'IN' && may('membership.exchange.apply') && (data.state === 'MATCHED' || UNDER_WAY.has(data.state)), whyNot: data.state === 'MATCHED' ? null : t('exchanges.underWay'), form: (close) => (
              <RecordDialog route={applyExchange} params={{ id }} title={t('exchanges.apply')} draft={`exchange/${id}/apply`} submit={t('exchanges.apply')} onClose={close} intro={t('exchanges.applyHint', { matched: numberText(data.counts.matched), refused: numberText(data.counts.refused) })} fields={[]} />
            ) }]} />
          </PageHead>
          {data.refusal !== null && <div className="dk-problem" role="alert"><p className="strong">{refusalText(data)}</p><p>{t('exchanges.refusalHint')}</p></div>}
          <section className="panel stack"><h2>{t('exchanges.totals')}</h2>
            <ul className="plain dk-rows">
              <li className="row-spread"><span>{t('exchanges.rows')}</span><span>{t('exchanges.readOf', { read: numberText(data.counts.read), announced: numberText(data.announcedRows) })}</span></li>
              {Object.entries(data.announcedTotals).map(([name, sum]) => <li key={name} className="row-spread"><span>{columnText(name)}</span><span>{t('exchanges.readOf', { read: total(name, data.totals?.[name] ?? 0), announced: total(name, sum) })}</span></li>)}
              <li className="row-spread"><span>{t('exchanges.outcome')}</span><span>{t('exchanges.outcomeLine', { applied: numberText(data.counts.applied), unchanged: numberText(data.counts.unchanged), notOurs: numberText(data.counts.notOurs), refused: numberText(data.counts.refused) })}</span></li>
              <li className="row-spread"><span>{t('exchanges.signature')}</span><span>{codeText(data.signatureState)}{data.signer !== null && ` · ${data.signer}`}</span></li>
              <li className="row-spread"><span>{t('exchanges.receivedAt')}</span><span>{instantText(data.receivedAt)}</span></li>
              {data.answersId !== null && <li><Go to={`/exchanges/${data.answersId}`}>{t('exchanges.answers')}</Go></li>}
              {data.direction === 'IN' && data.sender !== 'union' && may('membership.partner.integrate') && <li><Go to={`/exchanges/partners/${data.sender}`}>{t('exchanges.notices')}</Go></li>}
            </ul></section>
          {data.direction === 'IN' && <section className="stack"><h2>{t('exchanges.eachRow')}</h2>
            <RecordList id="exchange-rows" label={t('exchanges.eachRow')} columns={columns} source={routeSource(listExchangeRows, { params: { id } })} rowKey={(row) => String(row.row)} filters={[{ key: 'state', label: t('exchanges.state'), options: codeOptions(EXCHANGE_ROW_STATES) }]} empty={t('exchanges.noRows')} /></section>}
        </>
      )}</Loaded>
    </div>
  );
}

/** The name of a column of an insurance file in words; a number of a row stays one. */
const columnText = (name: string): string => (i18n.exists(`exchangeColumn.${name}`) ? i18n.t(`exchangeColumn.${name}`) : name);
/** Why a file is refused, and where that shows. */
const refusalText = ({ refusal, refusalAt }: ExchangeView): string => (refusalAt === null || refusal === 'ROWS_DIFFER' || refusal === 'NO_ROWS' ? codeText(refusal) : `${codeText(refusal)}: ${columnText(refusalAt)}`);
const total = (name: string, sum: number): string => (name.endsWith('Vnd') ? vndText(sum) : numberText(sum));
