import { endMember, getMember, getMemberCard, getMemberTimeline, listMemberTransfers, listReadings, MEMBER_END_REASONS, type MemberDetail, readIdentifiers, renewMemberCard, transferMember } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { toProblem, type Problem } from '../api/problem';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { decidedToday, innerDecisionFields } from '../patterns/form/decision-fields';
import { Dialog } from '../patterns/form/dialog';
import { Doors } from '../patterns/form/doors';
import { TextField } from '../patterns/form/fields';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, instantText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import './members.css';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from '../shell/session';

/** One membership: profile, what happened, who looked, and what can be done. */
export function MemberPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const member = useRoute(getMember, { params: { id } });
  return (
    <div className="page">
      <Loaded query={member}>{(data) => (
        <>
          <PageHead title={data.fullName} tags={<StateTag code={data.status} />} text={data.unitName}>
            <Doors doors={[
              { key: 'unmask', label: t('people.unmask'), open: may('membership.member.unmask'), form: (close) => <UnmaskDialog id={id} onClose={close} /> },
              { key: 'card', label: t('people.card'), open: true, form: (close) => <CardDialog id={id} onClose={close} /> },
              { key: 'transfer', label: t('people.transfer'), open: may('membership.member.move') && data.status === 'ACTIVE', form: (close) => (
                <RecordDialog route={transferMember} params={{ id }} title={t('people.transfer')} draft={`member/${id}/transfer`} submit={t('people.transfer')} onClose={close} initial={{ ...decidedToday(), leftOn: clock.today() }} intro={t('people.transferHint')}
                  fields={[{ kind: 'lookup', name: 'toUnitCode', label: t('people.toUnion'), required: true, of: t('people.union'), find: findUnitChoices }, { kind: 'day', name: 'leftOn', label: t('people.leftOn'), required: true }, ...innerDecisionFields(t, 'membership')]} />) },
              { key: 'end', label: t('people.end'), open: may('membership.member.move') && data.status === 'ACTIVE', danger: true, form: (close) => (
                <RecordDialog route={endMember} params={{ id }} title={t('people.end')} draft={`member/${id}/end`} submit={t('people.end')} danger onClose={close} initial={{ ...decidedToday(), endedOn: clock.today() }}
                  fields={[{ kind: 'choice', name: 'because', label: t('people.because'), required: true, options: codeOptions(MEMBER_END_REASONS) }, { kind: 'day', name: 'endedOn', label: t('people.endedOn'), required: true, max: clock.today() }, ...innerDecisionFields(t, 'membership')]} />) },
            ]} />
          </PageHead>
          <Profile member={data} />
          <Memberships id={id} />
          <Timeline id={id} />
          <Readings id={id} />
        </>
      )}</Loaded>
    </div>
  );
}

function Profile({ member }: { member: MemberDetail }) {
  const { t } = useTranslation();
  const { profile } = member;
  const flag = (value: boolean | null): string => (value === null ? '–' : t(value ? 'people.yes' : 'people.no'));
  return (
    <section className="panel stack"><h2>{t('people.profile')}</h2>
      <dl className="facts">
        <dt>{t('people.union')}</dt><dd><Go to={`/organisation/units/${member.unitCode}`}>{member.unitName}</Go></dd>
        <dt>{t('people.admittedOn')}</dt><dd>{dayText(member.admittedOn)}</dd>
        <dt>{t('people.birthDate')}</dt><dd>{dayText(profile.birthDate)}</dd>
        <dt>{t('people.gender')}</dt><dd>{codeText(profile.gender)}</dd>
        <dt>{t('people.personalId')}</dt><dd className="num">{profile.personalId ?? '–'}</dd>
        <dt>{t('people.socialInsuranceNo')}</dt><dd className="num">{profile.socialInsuranceNo ?? '–'}</dd>
        {profile.passportNo !== null && <><dt>{t('people.passportNo')}</dt><dd className="num">{profile.passportNo}</dd></>}
        <dt>{t('people.employeeCode')}</dt><dd>{profile.employeeCode ?? '–'}</dd>
        <dt>{t('people.job')}</dt><dd>{profile.job ?? '–'}</dd>
        <dt>{t('people.education')}</dt><dd>{codeText(profile.education)}</dd>
        <dt>{t('people.skillGrade')}</dt><dd>{profile.skillGrade ?? '–'}</dd>
        <dt>{t('people.directWorker')}</dt><dd>{flag(profile.directWorker)}</dd>
        <dt>{t('people.leader')}</dt><dd>{flag(profile.leader)}</dd>
        <dt>{t('people.partyMember')}</dt><dd>{flag(profile.partyMember)}</dd>
        <dt>{t('people.consent')}</dt><dd>{profile.consent === null ? t('people.noConsent') : `${dayText(profile.consent.givenOn)}: ${profile.consent.purposes.map(codeText).join(', ')}`}</dd>
      </dl>
      {member.warnings.length > 0 && <p className="soft">{member.warnings.map(codeText).join(' · ')}</p>}
    </section>
  );
}

function Memberships({ id }: { id: string }) {
  const { t } = useTranslation();
  const transfers = useRoute(listMemberTransfers, { query: { member: id } });
  if ((transfers.data?.items.length ?? 0) === 0) return null;
  return (
    <section className="panel stack"><h2>{t('people.transfers')}</h2>
      <ul className="plain stack-s">{transfers.data?.items.map((row) => (
        <li key={row.id} className="row-spread"><span>{t('people.fromTo', { from: row.fromUnitName, to: row.toUnitName })} · {dayText(row.leftOn)}{row.confirmedOn !== null && ` → ${dayText(row.confirmedOn)}`}</span><StateTag code={row.state} /></li>))}</ul>
    </section>
  );
}

function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const timeline = useRoute(getMemberTimeline, { params: { id } });
  return (
    <section className="panel stack"><h2>{t('people.timeline')}</h2>
      <Loaded query={timeline}>{(data) => (
        <ol className="plain stack-s">{data.items.map((item, at) => (
          <li key={`${item.on}-${item.what}-${at}`}><span className="num soft">{dayText(item.on)}</span> <span className="strong">{codeText(item.what)}</span>{item.unitName !== null && ` · ${item.unitName}`}{item.detail !== null && ` · ${codeText(item.detail)}`}</li>))}</ol>
      )}</Loaded>
    </section>
  );
}

/** Who read the sensitive data, when and why: the member sees it as well (SOC-10). */
function Readings({ id }: { id: string }) {
  const { t } = useTranslation();
  const readings = useRoute(listReadings, { params: { id }, query: { limit: 50 } });
  return (
    <section className="panel stack"><h2>{t('people.whoLooked')}</h2>
      <Loaded query={readings}>{(data) => (data.items.length === 0 ? <p className="soft">{t('people.nobodyLooked')}</p> : (
        <ul className="plain stack-s">{data.items.map((row) => (
          <li key={row.at}><span className="num soft">{instantText(row.at)}</span> <span className="strong">{row.byName ?? t('people.somebody')}</span>{row.post !== null && `, ${t(`post.${row.post}`)}`}{row.unitName !== null && `, ${row.unitName}`}: {row.reason}</li>))}</ul>
      ))}</Loaded>
    </section>
  );
}

/** Identifiers in full: a reason first, then the numbers, kept in no cache and gone when the dialog closes. */
function UnmaskDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<{ personalId: string | null; socialInsuranceNo: string | null; passportNo: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = (): void => {
    call(readIdentifiers, { params: { id }, query: { reason: reason.trim() } }).then(setSeen, (error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <Dialog title={t('people.unmask')} onClose={onClose}>
      <div className="stack">
        <p className="soft">{t('people.unmaskHint')}</p>
        {seen === null
          ? <><TextField label={t('form.reason')} required rows={2} value={reason} onChange={setReason} /><Button type="primary" disabled={reason.trim() === ''} onClick={look}>{t('people.show')}</Button></>
          : <dl className="facts"><dt>{t('people.personalId')}</dt><dd className="num">{seen.personalId ?? '–'}</dd><dt>{t('people.socialInsuranceNo')}</dt><dd className="num">{seen.socialInsuranceNo ?? '–'}</dd><dt>{t('people.passportNo')}</dt><dd className="num">{seen.passportNo ?? '–'}</dd></dl>}
        {problem !== null && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  );
}

function CardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const card = useRoute(getMemberCard, { params: { id } });
  const renew = useSend(renewMemberCard, { repeatable: true });
  const shown = card.data;
  return (
    <Dialog title={t('people.card')} onClose={onClose}>
      <div className="stack">
        {shown !== undefined && (
          <figure className="panel stack dk-card">
            <p className="strong">{t('people.cardTitle')}</p>
            <p className="dk-card-name">{shown.fullName}</p>
            <p>{shown.unitName}</p>
            <p className="soft num">{shown.cardNo} · {t('people.memberSince')} {dayText(shown.memberSince)}</p>
            <img alt={t('people.cardQr')} width={160} height={160} src={`data:image/svg+xml;utf8,${encodeURIComponent(shown.qrSvg)}`} />
            <figcaption className="soft small">{t('people.cardHint')}</figcaption>
          </figure>
        )}
        {shown === undefined && card.error !== null && <p className="soft">{t('people.noCard')}</p>}
        <Button loading={renew.isPending} onClick={() => renew.mutate({ params: { id }, body: {} })}>{t(shown === undefined ? 'people.issueCard' : 'people.renewCard')}</Button>
        {renew.error !== null && <ProblemNote problem={renew.error} />}
      </div>
    </Dialog>
  );
}
