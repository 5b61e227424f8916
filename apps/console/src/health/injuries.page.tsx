import { addInjuryPaper, assessInjury, closeInjury, INJURY_KINDS, INJURY_PAPERS, listInjuries, listVisitTasks, noteInjuryRequest, noteVisit, openInjury, readInjury, type VisitTaskView, type WorkInjuryView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { unitFilter } from '../api/filters';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { findMembers } from './find-members';
import { ReadingDialog } from './reading-dialog';

const VISITS = routeSource(listVisitTasks);
/** Two lists of one page: each has a filter of its own in the address. */
const visits: typeof VISITS = { ...VISITS, fetchPage: ({ visit, ...others }, cursor, signal) => VISITS.fetchPage(visit === undefined ? others : { ...others, open: visit }, cursor, signal) };

/** Work accidents and occupational diseases, and the visits they open. */
export function InjuriesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const visitColumns: Column<VisitTaskView>[] = [
    { key: 'member', title: t('health.member'), show: (row) => <Go to={`/members/${row.memberId}`}>{row.memberName}</Go>, text: (row) => row.memberName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'opened', title: t('health.openedOn'), show: (row) => dayText(row.openedOn) },
    { key: 'visited', title: t('health.visitedOn'), text: (row) => dayText(row.visitedOn), show: (row) => (row.visitedOn === null ? <VisitDoor visit={row} /> : dayText(row.visitedOn)) },
    { key: 'note', title: t('health.visitNote'), show: (row) => row.note ?? '–' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.workInjuries')} text={t('health.injuriesHint')}>
        <Doors doors={[{ key: 'open', label: t('health.openInjury'), open: may('membership.health.keep'), primary: true, form: (close) => (
          <RecordDialog route={openInjury} title={t('health.openInjury')} draft="work-injury/new" submit={t('health.openInjury')} onClose={close}
            fields={[
              { kind: 'lookup', name: 'memberId', label: t('health.member'), required: true, of: t('health.member'), find: findMembers },
              { kind: 'choice', name: 'kind', label: t('health.injuryKind'), required: true, options: codeOptions(INJURY_KINDS) },
              { kind: 'day', name: 'happenedOn', label: t('health.happenedOn'), required: true, max: clock.today() },
              { kind: 'long', name: 'nature', label: t('health.nature'), maxLength: 1000, hint: t('health.natureHint') },
            ]} />) }]} />
      </PageHead>
      <RecordList titled id="visit-tasks" label={t('health.visits')} columns={visitColumns} source={visits} rowKey={(row) => row.id}
        filters={[{ key: 'visit', label: t('exchanges.state'), options: [{ value: 'true', label: t('health.visitOpen') }, { value: 'false', label: t('health.visitMade') }] }]} empty={t('health.noVisits')} />
      <RecordList titled id="work-injuries" label={t('health.injuries')} columns={injuryColumns(t)} source={routeSource(listInjuries)} rowKey={(row) => row.id}
        filters={[{ key: 'open', label: t('exchanges.state'), options: [{ value: 'true', label: t('health.caseOpen') }, { value: 'false', label: t('health.caseClosed') }] }, unitFilter()]} empty={t('health.noInjuries')} />
    </div>
  );
}

export function injuryColumns(t: TFunction): Column<WorkInjuryView>[] {
  return [
    { key: 'member', title: t('health.member'), show: (row) => <Go to={`/members/${row.memberId}`}>{row.memberName}</Go>, text: (row) => row.memberName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'happened', title: t('health.happenedOn'), show: (row) => dayText(row.happenedOn) },
    { key: 'papers', title: t('health.papers'), show: (row) => (row.papers.length === 0 ? '–' : row.papers.map(codeText).join(', ')) },
    { key: 'request', title: t('health.employerFiledOn'), show: (row) => dayText(row.employerFiledOn) },
    { key: 'visit', title: t('health.visit'), show: (row) => (row.visit === null ? '–' : row.visit.visitedOn === null ? t('health.visitOpen') : dayText(row.visit.visitedOn)) },
    { key: 'closed', title: t('health.closedOn'), show: (row) => dayText(row.closedOn) },
    { key: 'do', title: t('health.next'), text: () => '', show: (row) => <InjuryDoors injury={row} /> },
  ];
}

function InjuryDoors({ injury }: { injury: WorkInjuryView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = may('membership.health.keep') && injury.closedOn === null;
  const params = { id: injury.id };
  const today = clock.today();
  const without = (paper: (typeof INJURY_PAPERS)[number]): string | null => (injury.papers.includes(paper) ? null : t('health.paperFirst', { paper: codeText(paper) }));
  return (
    <Doors inCell doors={[
      { key: 'paper', label: t('health.addPaper'), open, primary: true, form: (close) => (
        <RecordDialog route={addInjuryPaper} params={params} title={t('health.addPaper')} intro={t('health.addPaperHint')} draft={`injury/${injury.id}/paper`} submit={t('health.addPaper')} onClose={close}
          fields={[{ kind: 'choice', name: 'paper', label: t('health.paper'), required: true, options: codeOptions(INJURY_PAPERS) }, { kind: 'file', name: 'fileId', label: t('health.file'), required: true, upload: uploadTo('membership') }]} />) },
      { key: 'assess', label: t('health.assess'), open, whyNot: without('LOSS_ASSESSMENT'), form: (close) => (
        <RecordDialog route={assessInjury} params={params} title={t('health.assess')} draft={`injury/${injury.id}/loss`} submit={t('health.assess')} onClose={close} fields={[{ kind: 'number', name: 'lossPercent', label: t('health.loss'), required: true, unit: '%', max: 100 }]} />) },
      { key: 'request', label: t('health.noteRequest'), open, whyNot: without('FORM_05A_HSB'), form: (close) => (
        <RecordDialog route={noteInjuryRequest} params={params} title={t('health.noteRequest')} draft={`injury/${injury.id}/request`} submit={t('health.note')} onClose={close} initial={{ filedOn: today }} fields={[{ kind: 'day', name: 'filedOn', label: t('health.filedOn'), required: true, min: injury.happenedOn, max: today }]} />) },
      { key: 'close', label: t('health.closeCase'), open, whyNot: injury.visit !== null && injury.visit.visitedOn === null ? t('health.visitFirst') : null, form: (close) => (
        <RecordDialog route={closeInjury} params={params} title={t('health.closeCase')} intro={t('health.closeCaseHint')} draft={`injury/${injury.id}/close`} submit={t('health.closeCase')} onClose={close} initial={{ closedOn: today }} fields={[{ kind: 'day', name: 'closedOn', label: t('health.closedOn'), required: true, max: today }]} />) },
      { key: 'read', label: t('health.read'), open: true, form: (close) => (
        <ReadingDialog title={t('health.read')} onClose={close} load={(reason) => call(readInjury, { params, query: { reason } })}
          show={(seen) => (
            <dl className="facts"><dt>{t('health.injuryKind')}</dt><dd>{codeText(seen.kind)}</dd><dt>{t('health.nature')}</dt><dd>{seen.nature ?? '–'}</dd>
              <dt>{t('health.loss')}</dt><dd>{seen.lossPercent === null ? '–' : `${numberText(seen.lossPercent)}%`}</dd><dt>{t('health.allowance')}</dt><dd>{codeText(seen.allowance)}</dd></dl>)} />) },
    ]} />
  );
}

function VisitDoor({ visit }: { visit: VisitTaskView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <Doors inCell doors={[{ key: 'visit', label: t('health.noteVisit'), open: may('membership.health.keep'), primary: true, form: (close) => (
      <RecordDialog route={noteVisit} params={{ id: visit.id }} title={t('health.noteVisit')} draft={`visit/${visit.id}`} submit={t('health.noteVisit')} onClose={close} initial={{ visitedOn: clock.today() }}
        fields={[{ kind: 'day', name: 'visitedOn', label: t('health.visitedOn'), required: true, min: visit.openedOn, max: clock.today() }, { kind: 'long', name: 'note', label: t('health.visitNote'), maxLength: 1000 }]} />) }]} />
  );
}
