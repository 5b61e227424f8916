import { appointGroupHead, foundGroup, getUnit, GROUP_TYPES, type GroupView, listGroupMembers, listGroups, moveGroupMembers, type AnswerOf } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findMembersOf, findPersons } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeText } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { parentsOf } from './group-parents';

type GroupMember = AnswerOf<typeof listGroupMembers>['items'][number];

/** Departments and groups inside a grassroots union, their heads and who is in them (ORG-13). */
export function GroupsPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const { search, change } = useAddress();
  const { day, isToday } = useAsOf();
  const unit = useRoute(getUnit, { params: { code }, query: { asOf: day } });
  const groups = useRoute(listGroups, { params: { code }, query: { asOf: day } });
  const chosen = groups.data?.items.find((group) => group.code === search['group']);
  return (
    <div className="page">
      <Loaded query={unit}>{(data) => (
        <PageHead title={t('groups.of', { unit: data.name })} text={t('groups.hint')}>
          <GoButton to={`/organisation/units/${code}`}>{t('organisation.openUnit')}</GoButton>
          {isToday && <FoundGroup code={code} name={data.name} groups={groups.data?.items ?? []} />}
        </PageHead>
      )}</Loaded>
      <Loaded query={groups}>{({ items }) => (items.length === 0 ? <p className="soft">{t('groups.none')}</p> : (
        <section className="panel" aria-label={t('groups.list')}><ul className="plain dk-rows">{items.map((group) => (
          <li key={group.code} className="row-spread" style={group.parentCode === code ? undefined : { paddingInlineStart: 24 }}>
            <span><button type="button" className="link-button strong" aria-pressed={group.code === chosen?.code} onClick={() => change({ group: group.code === chosen?.code ? null : group.code })}>{group.name}</button> <span className="tag">{codeText(`UNIT_${group.type}`)}</span><br />
              <span className="soft small">{group.head === null ? t('groups.noHead') : t('groups.head', { name: group.head.personName ?? t('organisation.nameHidden'), since: dayText(group.head.since) })}</span></span>
            <span className="row"><span className="num">{t('groups.members', { n: numberText(group.members) })}</span>{isToday && <GroupDoors unitCode={code} group={group} />}</span>
          </li>
        ))}</ul></section>
      ))}</Loaded>
      {chosen !== undefined && <GroupMembers group={chosen} day={day} />}
    </div>
  );
}

function FoundGroup({ code, name, groups }: { code: string; name: string; groups: readonly GroupView[] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <Doors doors={[{ key: 'found', label: t('groups.found'), primary: true, open: may('membership.group.keep'), form: (close) => (
      <RecordDialog wide title={t('groups.found')} onClose={close} route={foundGroup} draft={`group/${code}/new`} submit={t('groups.found')} initial={{ type: 'T', parentCode: code, 'decision.decidedOn': clock.today() }}
        fields={[
          { kind: 'text', name: 'name', label: t('groups.name'), required: true, maxLength: 300 }, { kind: 'choice', name: 'type', label: t('organisation.type'), required: true, options: GROUP_TYPES.map((value) => ({ value, label: codeText(`UNIT_${value}`) })) },
          { kind: 'choice', name: 'parentCode', label: t('groups.inside'), required: true, options: parentsOf({ code, name }, groups) },
          { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => (String(values['name'] ?? '') === '' ? '' : codeFrom(code, values['name'] as string)) },
          ...innerDecisionFields(t, 'membership'),
        ]} />) }]} />
  );
}

function GroupDoors({ unitCode, group }: { unitCode: string; group: GroupView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = may('membership.group.keep');
  const params = { code: group.code };
  return (
    <Doors doors={[
      { key: 'head', label: t('groups.appoint'), open, form: (close) => (
        <RecordDialog wide title={t('groups.appointOf', { group: group.name })} onClose={close} route={appointGroupHead} params={params} draft={`group/${group.code}/head`} submit={t('groups.appoint')} intro={t('groups.appointHint')} initial={{ 'decision.decidedOn': clock.today() }}
          fields={[{ kind: 'lookup', name: 'personId', label: t('organisation.person'), required: true, of: 'persons', find: findPersons }, ...innerDecisionFields(t, 'membership')]} />) },
      { key: 'move', label: t('groups.move'), open, form: (close) => (
        <RecordDialog title={t('groups.moveInto', { group: group.name })} onClose={close} route={moveGroupMembers} params={params} draft={`group/${group.code}/members`} submit={t('groups.move')} intro={t('groups.moveHint')} initial={{ from: clock.today() }}
          fields={[{ kind: 'lookups', name: 'memberIds', label: t('groups.who'), required: true, of: `members-${unitCode}`, find: findMembersOf(unitCode) }, { kind: 'day', name: 'from', label: t('organisation.postFrom'), required: true }]} />) },
    ]} />
  );
}

function GroupMembers({ group, day }: { group: GroupView; day: string }) {
  const { t } = useTranslation();
  const source = useMemo(() => routeSource(listGroupMembers, { params: { code: group.code }, query: { asOf: day } }), [group.code, day]);
  const columns: Column<GroupMember>[] = [
    { key: 'name', title: t('people.name'), show: (row) => row.fullName ?? t('organisation.nameHidden'), always: true }, { key: 'since', title: t('groups.since'), show: (row) => dayText(row.since) },
  ];
  return <section className="stack"><h2>{t('groups.membersOf', { group: group.name })}</h2><RecordList id="group-members" label={t('groups.membersOf', { group: group.name })} columns={columns} source={source} rowKey={(row) => row.memberId} href={(row) => `/members/${row.memberId}`} empty={t('groups.noMembers')} /></section>;
}
