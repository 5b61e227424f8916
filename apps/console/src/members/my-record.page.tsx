import { draftApplication, getMyRecord, type MemberView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Who I am here: my data as it is kept, the posts I hold, the unions I am a member of; each membership opens its page, where I see who looked. */
export function MyRecordPage() {
  const { t } = useTranslation();
  const mine = useRoute(getMyRecord, {});
  return (
    <div className="page">
      <Loaded query={mine}>{({ person, posts, members }) => (
        <>
          <PageHead title={t('nav.myRecord')} text={t('myRecord.hint')}>{person !== null && <Apply members={members} />}</PageHead>
          {person === null ? <p className="soft">{t('myRecord.noPerson')}</p> : (
            <section className="panel stack"><h2>{person.fullName}</h2>
              <dl className="facts">
                <dt>{t('people.birthDate')}</dt><dd>{dayText(person.birthDate)}</dd>
                <dt>{t('people.gender')}</dt><dd>{codeText(person.gender)}</dd>
                <dt>{t('people.personalId')}</dt><dd className="num">{person.personalId ?? '–'}</dd>
                <dt>{t('people.socialInsuranceNo')}</dt><dd className="num">{person.socialInsuranceNo ?? '–'}</dd>
                {person.passportNo !== null && <><dt>{t('people.passportNo')}</dt><dd className="num">{person.passportNo}</dd></>}
              </dl>
            </section>
          )}
          <section className="panel stack"><h2>{t('myRecord.memberships')}</h2>
            {members.length === 0 ? <p className="soft">{t('myRecord.noMembership')}</p> : (
              <ul className="plain dk-rows">{members.map((member) => (
                <li key={member.id} className="row-spread"><span><Go to={`/members/${member.id}`} className="strong">{member.unitName}</Go><br /><span className="soft small">{member.admittedOn === null ? t('myRecord.notAdmitted') : t('myRecord.since', { day: dayText(member.admittedOn) })}</span></span><StateTag code={member.status} /></li>
              ))}</ul>
            )}
          </section>
          <section className="panel stack"><h2>{t('myRecord.posts')}</h2>
            {posts.length === 0 ? <p className="soft">{t('myRecord.noPosts')}</p> : (
              <ul className="plain dk-rows">{posts.map((post) => (
                <li key={post.id} className="row-spread"><span><span className="strong">{t(`post.${post.post}`)}</span><br /><span className="small">{post.unitName}</span></span><span className="soft small num">{dayText(post.validFrom)} – {post.validTo === null ? t('organisation.now') : dayText(post.validTo)}</span></li>
              ))}</ul>
            )}
          </section>
        </>
      )}</Loaded>
    </div>
  );
}

/** A person who is a member nowhere applies for themselves. */
function Apply({ members }: { members: readonly MemberView[] }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const somewhere = members.some((member) => ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT'].includes(member.status));
  return (
    <Doors doors={[{ key: 'apply', label: t('myRecord.apply'), primary: true, open: !somewhere, form: (close) => (
      <RecordDialog title={t('myRecord.apply')} onClose={close} route={draftApplication} draft="me/application" submit={t('people.saveApplication')} intro={t('myRecord.applyHint')} onDone={(made) => open(`/members/${made.id}`)}
        fields={[may('membership.unit.read')
          ? { kind: 'lookup', name: 'unitCode', label: t('people.union'), required: true, of: 'units', find: findUnitChoices }
          : { kind: 'text', name: 'unitCode', label: t('people.unitCode'), required: true, maxLength: 60, hint: t('myRecord.codeHint') }]} />) }]} />
  );
}
