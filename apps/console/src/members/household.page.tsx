import { changeHousehold, getHousehold, HOUSEHOLD_RELATIONS, joinHousehold, leaveHousehold, type HouseholdView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findPersons } from '../api/lookups';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

type Person = HouseholdView['people'][number];

/** One household: who lives in it, who lived in it. */
export function HouseholdPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const home = useRoute(getHousehold, { params: { id } });
  return (
    <div className="page">
      <Loaded query={home}>{(data) => (
        <>
          <PageHead title={data.householdNo} text={`${data.unitName}${data.address === null ? '' : ` · ${data.address}`}`}><HomeDoors home={data} /></PageHead>
          <section className="panel stack"><h2>{t('households.people')}</h2>
            <ul className="plain stack-s">{data.people.map((person) => <PersonRow key={`${person.personId} ${person.from}`} home={data} person={person} />)}</ul>
          </section>
        </>
      )}</Loaded>
    </div>
  );
}

function PersonRow({ home, person }: { home: HouseholdView; person: Person }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <li className="row-spread">
      <span><span className="strong">{person.personName}</span> · {codeText(person.relation)}{person.isMember && ` · ${t('households.isMember')}`}<span className="soft"> · {dayText(person.from)}{person.to !== null && ` – ${dayText(person.to)}`}</span></span>
      {person.to === null && (
        <Doors doors={[{ key: 'leave', label: t('households.leave'), open: may('membership.household.keep'), form: (close) => (
          <RecordDialog route={leaveHousehold} params={{ id: home.id, personId: person.personId }} title={t('households.leave')} draft={`household/${home.id}/${person.personId}/leave`} submit={t('households.leave')} onClose={close} initial={{ lastDay: clock.today() }}
            fields={[{ kind: 'day', name: 'lastDay', label: t('households.lastDay'), required: true, min: person.from, max: clock.today() }]} />) }]} />
      )}
    </li>
  );
}

function HomeDoors({ home }: { home: HouseholdView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = may('membership.household.keep');
  const params = { id: home.id };
  return (
    <Doors doors={[
      { key: 'join', label: t('households.join'), open, primary: true, form: (close) => (
        <RecordDialog route={joinHousehold} params={params} title={t('households.join')} intro={t('households.joinHint')} draft={`household/${home.id}/join`} submit={t('households.join')} onClose={close} initial={{ from: clock.today() }}
          fields={[
            { kind: 'lookup', name: 'personId', label: t('households.person'), required: true, of: t('households.person'), find: findPersons },
            { kind: 'choice', name: 'relation', label: t('households.relation'), required: true, options: codeOptions(HOUSEHOLD_RELATIONS) },
            { kind: 'day', name: 'from', label: t('households.from'), max: clock.today() },
          ]} />) },
      { key: 'address', label: t('households.changeAddress'), open, form: (close) => (
        <RecordDialog route={changeHousehold} params={params} title={t('households.changeAddress')} draft={`household/${home.id}/address`} submit={t('households.changeAddress')} onClose={close} ifMatch={`"${home.version}"`} initial={{ address: home.address ?? '' }}
          fields={[{ kind: 'text', name: 'address', label: t('households.address'), maxLength: 300 }]} shape={(body) => ({ address: body['address'] ?? null })} />) },
    ]} />
  );
}
