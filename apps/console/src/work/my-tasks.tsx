import { listArrears, listExchangeTasks, listMemberTransfers, listMoneyTasks } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText, OverdueTag } from '../patterns/code/code-text';
import { dayText, monthText, numberText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';

/** So many of each kind stand on the first screen; the rest is one click away. */
const SHOWN = 5;

/** What waits besides dossiers: dues past their day, files of the insurer to look into, gaps between lists and money, members on their way to us. */
export function MyTasks() {
  const { may, post } = useSession();
  if (post === null) return null;
  return (
    <>
      {may('membership.dues.keep') && <Arrears />}
      {may('membership.exchange.apply') && <ExchangeTasks />}
      {may('membership.fund.keep') && <MoneyTasks />}
      {may('membership.member.move') && <Arriving />}
    </>
  );
}

interface Task { readonly key: string; readonly to: string; readonly title: string; readonly text: string; readonly due: string | null; readonly overdue: boolean }

function TaskPanel({ title, all, tasks }: { title: string; all: string; tasks: readonly Task[] }) {
  const { t } = useTranslation();
  if (tasks.length === 0) return null;
  return (
    <section className="panel dk-queue" aria-label={title}>
      <div className="row-spread"><h2>{title}</h2><Go to={all}>{t('work.seeAll')}</Go></div>
      <ul className="plain">{tasks.map((task) => (
        <li key={task.key} className="dk-queue-row">
          <span className="grow"><Go to={task.to} className="dk-queue-title">{task.title}</Go><span className="soft small">{task.text}</span></span>
          <span className="dk-queue-due small num">{task.overdue && <OverdueTag />}{task.due !== null && <span>{task.due}</span>}</span>
        </li>
      ))}</ul>
    </section>
  );
}

function Arrears() {
  const { t } = useTranslation();
  const arrears = useRoute(listArrears, { query: { limit: SHOWN } });
  return <Loaded query={arrears}>{({ items }) => <TaskPanel title={t('work.arrears')} all="/dues" tasks={items.map((row) => ({
    key: `${row.unitCode} ${row.month}`, to: `/dues/${row.unitCode}/${row.month}`, title: row.unitName, text: t('work.owes', { month: monthText(row.month), members: vndText(row.membersOweVnd), unit: vndText(row.unitOwesVnd) }), due: t('dossier.dueOn', { day: dayText(row.dueOn) }), overdue: true,
  }))} />}</Loaded>;
}

function ExchangeTasks() {
  const { t } = useTranslation();
  const tasks = useRoute(listExchangeTasks, { query: { open: 'true', limit: SHOWN } });
  return <Loaded query={tasks}>{({ items }) => <TaskPanel title={t('work.exchangeTasks')} all="/exchanges/tasks" tasks={items.map((row) => ({
    key: row.id, to: row.exchangeId === null ? '/exchanges/tasks' : `/exchanges/${row.exchangeId}`, title: codeText(row.kind), text: [codeText(row.exchangeKind), row.period, row.sequenceNo === null ? null : `#${numberText(row.sequenceNo)}`].filter((part) => part !== null).join(' · '), due: dayText(row.openedAt.slice(0, 10)), overdue: row.kind === 'LATE_FILE' || row.kind === 'MISSING_FILE',
  }))} />}</Loaded>;
}

function MoneyTasks() {
  const { t } = useTranslation();
  const tasks = useRoute(listMoneyTasks, { query: { state: 'OPEN', limit: SHOWN } });
  return <Loaded query={tasks}>{({ items }) => <TaskPanel title={t('work.moneyTasks')} all="/reconciliations" tasks={items.map((row) => ({
    key: row.id, to: `/reconciliations/${row.employerId}?month=${row.month}`, title: row.employerName, text: `${codeText(row.gap)} · ${monthText(row.month)} · ${row.gap === 'MEMBERS_ABOVE_INSURED' ? t('work.persons', { n: numberText(row.amount) }) : vndText(row.amount)}`, due: dayText(row.openedOn), overdue: false,
  }))} />}</Loaded>;
}

function Arriving() {
  const { t } = useTranslation();
  const arriving = useRoute(listMemberTransfers, { query: { direction: 'IN', state: 'IN_TRANSIT', limit: SHOWN } });
  return <Loaded query={arriving}>{({ items }) => <TaskPanel title={t('work.arriving')} all="/members/transfers?direction=IN&state=IN_TRANSIT" tasks={items.map((row) => ({
    key: row.id, to: '/members/transfers?direction=IN&state=IN_TRANSIT', title: row.fullName, text: t('people.fromTo', { from: row.fromUnitName, to: row.toUnitName }), due: t('dossier.dueOn', { day: dayText(row.confirmBy) }), overdue: row.overdue,
  }))} />}</Loaded>;
}
