import { HOLDING_STATES, listHoldings, listTitles, type HoldingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roundFilter, unitFilter } from '../api/filters';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { DelegatesDialog } from './delegates-dialog';

/** Awards held in the units I may read; of one decision with `decisionId`. */
export function HoldingsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { search } = useAddress();
  const [chosen, setChosen] = useState<{ readonly rows: readonly HoldingView[]; readonly clear: () => void } | null>(null);
  const titles = useRoute(listTitles, { query: { limit: 100 } }).data?.items ?? [];
  const titleOptions = [...new Map(titles.map((one) => [one.code, one.name]))].map(([value, label]) => ({ value, label }));
  const decision = search['decisionId'];
  const columns: Column<HoldingView>[] = [
    { key: 'name', title: t('awards.receiver'), show: (row) => row.name, always: true },
    { key: 'title', title: t('awards.title'), show: (row) => row.titleName },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'level', title: t('works.level'), show: (row) => t(`level.${row.level}`), hiddenAtFirst: true },
    { key: 'year', title: t('rounds.year'), show: (row) => String(row.year), align: 'end' },
    { key: 'decision', title: t('awards.decision'), show: (row) => `${row.decisionNumber} · ${dayText(row.decidedOn)}` },
    { key: 'certificate', title: t('contests.certificateNo'), show: (row) => row.certificateNo },
    { key: 'amount', title: t('contests.amount'), show: (row) => vndText(row.amountVnd), align: 'end', hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.holdings')} text={t('awards.hint', { states: HOLDING_STATES.map(codeText).join(', ') })}>{decision !== undefined && <Go to={`/awards/decisions/${decision}`}>{t('awards.openDecision')}</Go>}</PageHead>
      <RecordList id="holdings" label={t('nav.holdings')} columns={columns} source={routeSource(listHoldings)} rowKey={(row) => row.id} href={(row) => `/awards/${row.id}`}
        filters={[{ key: 'q', label: t('awards.find') }, unitFilter(), { key: 'titleCode', label: t('awards.title'), options: titleOptions }, { key: 'level', label: t('works.level'), options: (['N', 'C', 'S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) }, { key: 'year', label: t('rounds.year') },
          roundFilter(), ...(decision === undefined ? [] : [{ key: 'decisionId', label: t('awards.decision') }])]}
        empty={t('awards.none')}
        {...(may('awards.title.award') ? { bulk: (rows: readonly HoldingView[], clear: () => void) => <Button onClick={() => setChosen({ rows, clear })}>{t('awards.chooseDelegates')}</Button> } : {})} />
      {chosen !== null && <DelegatesDialog holdings={chosen.rows} onDone={chosen.clear} onClose={() => setChosen(null)} />}
    </div>
  );
}
