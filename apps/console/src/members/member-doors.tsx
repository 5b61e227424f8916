import { admitMember, changeProfile, endMember, type MemberDetail, MEMBER_END_REASONS, rejectMember, submitApplication, transferMember, WRITERS } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { decidedToday, innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import type { FormField } from '../patterns/form/record-fields';
import { useSession } from '../shell/session';
import { CardDialog, SensitiveDialog, UnmaskDialog } from './member-dialogs';
import { consentOf, personFields, profileOf, profileValues, workFields } from './profile-fields';

/** What can be done with a membership, from the draft of an application to its end. */
export function MemberDoors({ member }: { member: MemberDetail }) {
  const { t } = useTranslation();
  const { me, may, post } = useSession();
  const { id } = member;
  const params = { id };
  const today = clock.today();
  const own = me.person.id === member.personId;
  const keeps = own || (post?.level === 'G' && post.unitCode === member.unitCode && (WRITERS as readonly string[]).includes(post.authority));
  const admits = may('membership.member.admit') && post?.unitCode === member.unitCode && member.status === 'SUBMITTED';
  const ended = ['TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED', 'MERGED', 'REJECTED'].includes(member.status);
  return (
    <Doors doors={[
      { key: 'profile', label: t('people.changeProfile'), open: keeps && !ended, form: (close) => <ProfileDialog member={member} onClose={close} /> },
      { key: 'submit', label: t('people.submit'), open: keeps && member.status === 'DRAFT', primary: true, form: (close) => (
        <RecordDialog route={submitApplication} params={params} title={t('people.submit')} draft={`member/${id}/submit`} submit={t('people.submit')} onClose={close} initial={{ appliedOn: today }} intro={t('people.submitHint')}
          fields={[{ kind: 'day', name: 'appliedOn', label: t('people.field_appliedOn'), required: true, max: today }]} />) },
      { key: 'admit', label: t('people.admit'), open: admits, primary: true, whyNot: own ? t('people.notOwn') : null, form: (close) => (
        <RecordDialog wide route={admitMember} params={params} title={t('people.admit')} draft={`member/${id}/admit`} submit={t('people.admit')} onClose={close} initial={{ ...decidedToday(), admittedOn: today }} touches={['welfare', 'awards', 'initiatives', 'campaigns', 'reports']}
          fields={[{ kind: 'day', name: 'admittedOn', label: t('people.field_admittedOn'), required: true, ...(member.appliedOn === null ? {} : { min: member.appliedOn }) }, ...innerDecisionFields(t, 'membership')]} />) },
      { key: 'reject', label: t('people.reject'), open: admits, danger: true, form: (close) => (
        <RecordDialog route={rejectMember} params={params} title={t('people.reject')} draft={`member/${id}/reject`} submit={t('people.reject')} danger onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} />) },
      { key: 'unmask', label: t('people.unmask'), open: may('membership.member.unmask'), form: (close) => <UnmaskDialog id={id} onClose={close} /> },
      { key: 'sensitive', label: t('people.showSensitive'), open: may('membership.member.unmask'), form: (close) => <SensitiveDialog id={id} onClose={close} /> },
      { key: 'card', label: t('people.card'), open: !['DRAFT', 'SUBMITTED', 'REJECTED', 'MERGED'].includes(member.status), form: (close) => <CardDialog id={id} onClose={close} /> },
      { key: 'transfer', label: t('people.transfer'), open: may('membership.member.move') && member.status === 'ACTIVE', form: (close) => (
        <RecordDialog route={transferMember} params={params} extra={{ version: member.version }} title={t('people.transfer')} draft={`member/${id}/transfer`} submit={t('people.transfer')} onClose={close} initial={{ ...decidedToday(), leftOn: today }} intro={t('people.transferHint')}
          fields={[{ kind: 'lookup', name: 'toUnitCode', label: t('people.toUnion'), required: true, of: t('people.union'), find: findUnitChoices }, { kind: 'day', name: 'leftOn', label: t('people.leftOn'), required: true }, ...innerDecisionFields(t, 'membership')]} />) },
      { key: 'end', label: t('people.end'), open: may('membership.member.move') && member.status === 'ACTIVE', danger: true, form: (close) => (
        <RecordDialog route={endMember} params={params} title={t('people.end')} draft={`member/${id}/end`} submit={t('people.end')} danger onClose={close} initial={{ ...decidedToday(), endedOn: today }}
          fields={[{ kind: 'choice', name: 'because', label: t('people.because'), required: true, options: codeOptions(MEMBER_END_REASONS) }, { kind: 'day', name: 'endedOn', label: t('people.endedOn'), required: true, max: today }, ...innerDecisionFields(t, 'membership')]} />) },
    ]} />
  );
}

/** The whole profile as it is to be; an identifier that is left empty stays as it is. */
function ProfileDialog({ member, onClose }: { member: MemberDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const fields: FormField[] = [...personFields(t, '', member.profile), ...workFields(t, true)];
  return (
    <RecordDialog wide route={changeProfile} params={{ id: member.id }} ifMatch={`"${member.version}"`} title={t('people.changeProfile')} draft={`member/${member.id}/profile/${member.version}`} submit={t('form.save')} onClose={onClose} initial={profileValues(member)} fields={fields as FormField<never>[]}
      shape={({ profile, consent, ...body }) => ({ birthDate: null, gender: null, ...body, profile: profileOf(profile), consent: consentOf(consent) })} />
  );
}
