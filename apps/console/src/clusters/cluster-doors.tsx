import { addClusterMember, closeSurvey, formCluster, holdSurvey, listTitles, PETITION_TOPICS, signCommitment, type ClusterView, type SurveyView } from '@doanket/contracts';
import { addDays, yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import type { Choice } from '../patterns/form/lookup-field';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import { useSession } from '../shell/session';

/** Forms a cluster of units below for a year, with head and deputy among its members (CMP-10). */
export function FormCluster({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  return (
    <RecordDialog wide title={t('clusters.form')} onClose={onClose} route={formCluster} draft="cluster/new" submit={t('clusters.form')} onDone={(cluster) => open(`/emulation/clusters/${cluster.code}`)}
      initial={{ year: yearOf(clock.today()), 'decision.decidedOn': clock.today() }} intro={t('clusters.formHint')}
      fields={[
        { kind: 'number', name: 'number', label: t('clusters.number'), required: true, max: 99 },
        { kind: 'year', name: 'year', label: t('rounds.year'), required: true },
        { kind: 'text', name: 'name', label: t('clusters.name'), required: true, maxLength: 200, suggest: (values) => (values['number'] === null ? '' : t('clusters.nameOf', { number: values['number'], year: values['year'] })) },
        ...innerDecisionFields(t, 'campaigns'),
        { kind: 'lookups', name: 'memberUnitCodes', label: t('clusters.members'), hint: t('clusters.membersHint'), required: true, of: 'units', find: findUnitChoices },
        { kind: 'lookup', name: 'headUnitCode', label: t('clusters.head'), required: true, of: 'units', find: findUnitChoices, check: (head, values) => notAmong(head, values['memberUnitCodes'], t('clusters.notAMember')) },
        { kind: 'lookup', name: 'deputyUnitCode', label: t('clusters.deputy'), of: 'units', find: findUnitChoices, check: (deputy, values) => notAmong(deputy, values['memberUnitCodes'], t('clusters.notAMember')) },
        { kind: 'number', name: 'size', label: t('clusters.size'), hint: t('clusters.sizeHint'), max: 60 },
        { kind: 'text', name: 'code', label: t('clusters.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(post?.unitCode, values['year'] as number | null, 'cum', values['number'] as number | null) },
      ]} />
  );
}

function notAmong(one: unknown, members: unknown, why: string): string | null {
  const code = (one as Choice | null)?.value;
  return code === undefined || (members as readonly Choice[]).some((member) => member.value === code) ? null : why;
}

/** What can be done with a cluster: sign, add a member, hold a survey. */
export function ClusterDoors({ cluster }: { cluster: ClusterView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const titles = useRoute(listTitles, { query: { limit: 100 } }, { enabled: may('campaigns.commitment.sign') && may('awards.award.read') });
  const mine = cluster.members.find((member) => member.unitCode === post?.unitCode);
  const own = post?.unitCode === cluster.unitCode;
  const params = { code: cluster.code };
  const members = cluster.members.map((member) => ({ value: member.unitCode, label: member.unitName }));
  const findMembers = async (words: string): Promise<readonly Choice[]> => members.filter((member) => member.label.toLowerCase().includes(words.toLowerCase()));
  const titleOptions = [...new Map((titles.data?.items ?? []).map((title) => [title.code, title.name]))].map(([value, label]) => ({ value, label }));
  return (
    <Doors doors={[
      { key: 'add', label: t('clusters.addMember'), open: own && may('campaigns.cluster.form'), whyNot: cluster.members.length >= cluster.size ? t('clusters.full', { size: cluster.size }) : null, form: (close) => (
        <RecordDialog title={t('clusters.addMember')} onClose={close} route={addClusterMember} params={params} draft={`cluster/${cluster.code}/add`} submit={t('clusters.addMember')} intro={t('clusters.addHint', { size: cluster.size, members: cluster.members.length })}
          fields={[{ kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }]} />
      ) },
      { key: 'survey', label: t('clusters.hold'), open: own && may('campaigns.survey.hold'), form: (close) => (
        <RecordDialog wide title={t('clusters.hold')} onClose={close} route={holdSurvey} params={params} draft={`cluster/${cluster.code}/survey`} submit={t('clusters.hold')} initial={{ surveyedOn: clock.today() }} intro={t('clusters.holdHint')}
          fields={[
            { kind: 'day', name: 'surveyedOn', label: t('clusters.surveyedOn'), required: true, max: clock.today() },
            { kind: 'lookup', name: 'placeUnitCode', label: t('clusters.place'), required: true, of: `members-${cluster.code}`, find: findMembers, atOnce: true },
            { kind: 'text', name: 'headedBy', label: t('clusters.headedByField'), hint: t('clusters.headedByHint'), required: true, maxLength: 200 },
            { kind: 'lookup', name: 'reportedByUnitCode', label: t('clusters.reportedBy'), required: true, of: `members-${cluster.code}`, find: findMembers, atOnce: true },
            { kind: 'words', name: 'boards', label: t('clusters.boards'), hint: t('import.wordsHint') },
            { kind: 'long', name: 'report', label: t('clusters.report'), required: true, rows: 6, maxLength: 10_000 },
            { kind: 'lines', name: 'hearings', label: t('clusters.hearings'), add: t('clusters.addHearing'), line: (n) => t('clusters.hearingLine', { n }), max: 60, of: [
              { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: `members-${cluster.code}`, find: findMembers, atOnce: true },
              { kind: 'long', name: 'additions', label: t('clusters.additions'), rows: 2, maxLength: 5000 }, { kind: 'long', name: 'difficulties', label: t('clusters.difficulties'), rows: 2, maxLength: 5000 },
            ] },
            { kind: 'lines', name: 'requests', label: t('clusters.requestsField'), hint: t('clusters.requestsHint'), add: t('clusters.addRequest'), line: (n) => t('clusters.requestLine', { n }), max: 200, of: [
              { kind: 'lookup', name: 'unitCode', label: t('clusters.asker'), required: true, of: `members-${cluster.code}`, find: findMembers, atOnce: true },
              { kind: 'text', name: 'ownerBody', label: t('clusters.answerer'), required: true, maxLength: 200 },
              { kind: 'day', name: 'dueOn', label: t('petitions.due'), required: true, min: addDays(clock.today(), 1) },
              { kind: 'choice', name: 'topic', label: t('petitions.topic'), empty: codeOptions(['UNION_WORK'])[0]!.label, options: codeOptions(PETITION_TOPICS) },
              { kind: 'long', name: 'text', label: t('petitions.text'), required: true, rows: 2, maxLength: 2000 },
            ] },
          ]} />
      ) },
      { key: 'sign', label: t('clusters.sign'), primary: true, open: mine !== undefined && mine.signedOn === null && may('campaigns.commitment.sign'), form: (close) => (
        <RecordDialog title={t('clusters.sign')} onClose={close} route={signCommitment} params={params} draft={`cluster/${cluster.code}/sign`} submit={t('clusters.sign')} initial={{ signedOn: clock.today() }} intro={t('clusters.signHint')}
          fields={[{ kind: 'day', name: 'signedOn', label: t('clusters.signedOnField'), required: true, min: cluster.formedOn, max: clock.today() }, { kind: 'choices', name: 'titleCodes', label: t('clusters.titles'), options: titleOptions }]} />
      ) },
    ]} />
  );
}

/** Closes a survey with its conclusion; what is unanswered stays open and shown. */
export function SurveyDoors({ survey, unitCode }: { survey: SurveyView; unitCode: string }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  return (
    <Doors doors={[{ key: 'close', label: t('clusters.closeSurvey'), open: survey.closedOn === null && post?.unitCode === unitCode && may('campaigns.survey.hold'), form: (close) => (
      <RecordDialog title={t('clusters.closeSurvey')} onClose={close} route={closeSurvey} params={{ id: survey.id }} draft={`survey/${survey.id}/close`} submit={t('clusters.closeSurvey')} initial={{ closedOn: clock.today() }} intro={t('clusters.closeHint', { open: survey.openRequests })}
        fields={[{ kind: 'day', name: 'closedOn', label: t('rounds.day'), required: true, min: survey.surveyedOn, max: clock.today() }, { kind: 'long', name: 'conclusion', label: t('clusters.conclusion'), required: true, rows: 6, maxLength: 10_000 }]} />
    ) }]} />
  );
}
