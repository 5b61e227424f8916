import { cancelDuesRun, listDuesRuns, type DuesRunView } from '@doanket/contracts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../api/query';
import { UnitName } from '../api/unit-name';
import { codeText, StateTag } from '../patterns/code/code-text';
import { instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { ProblemNote } from '../patterns/problem/problem-note';
import { monthText } from './months';

/** Runs that reckoned a month, the newest first; one that is under way can be stopped, what is done stays done. */
export function DuesRuns({ month }: { month: string }) {
  const { t } = useTranslation();
  const cancel = useSend(cancelDuesRun);
  const source = useMemo(() => routeSource(listDuesRuns, { query: { month } }), [month]);
  const columns: Column<DuesRunView>[] = [
    { key: 'unit', title: t('money.unitAndBelow'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode, always: true },
    { key: 'kind', title: t('money.runKind'), show: (row) => codeText(row.kind) },
    { key: 'done', title: t('duesRuns.done'), align: 'end', show: (row) => `${numberText(row.membersDone)} / ${numberText(row.members)}`, text: (row) => `${row.membersDone}/${row.members}` },
    { key: 'started', title: t('duesRuns.startedAt'), show: (row) => instantText(row.startedAt) },
    { key: 'ended', title: t('duesRuns.endedAt'), show: (row) => instantText(row.endedAt) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <section className="stack"><h2>{t('duesRuns.title', { month: monthText(month) })}</h2>
      {cancel.error !== null && <ProblemNote problem={cancel.error} />}
      <RecordList id="dues-runs" label={t('duesRuns.title', { month: monthText(month) })} columns={columns} source={source} rowKey={(row) => row.id} empty={t('duesRuns.none')}
        rowActions={(row) => (row.state === 'RUNNING' ? <Button size="small" danger loading={cancel.isPending} onClick={() => cancel.mutate({ params: { id: row.id } })}>{t('duesRuns.stop')}</Button> : null)} />
    </section>
  );
}
