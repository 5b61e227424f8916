import { getMember, getMemberTimeline, listMemberTransfers, listReadings, type MemberDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, instantText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { MemberDoors } from './member-doors';
import { MemberDues } from './member-dues';
import './members.css';

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
            {data.dossierId !== null && <GoButton to={`/dossiers/membership/${data.dossierId}`}>{t('foundings.openDossier')}</GoButton>}
            <MemberDoors member={data} />
          </PageHead>
          <Profile member={data} />
          {may('membership.dues.read') && <MemberDues id={id} />}
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
        <dt>{t('people.partyMember')}</dt><dd>{t('people.masked')}</dd>
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
          <li key={row.at}><span className="num soft">{instantText(row.at)}</span> <span className="strong">{row.byName ?? t('people.somebody')}</span>{row.post !== null && `, ${t(`post.${row.post}`)}`}{row.unitName !== null && `, ${row.unitName}`}: {codeText(row.what)} · {row.reason}</li>))}</ul>
      ))}</Loaded>
    </section>
  );
}
