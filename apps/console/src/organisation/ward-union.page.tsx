import { checkWardUnion, foundWardUnion, type WardUnionCheck } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findPersons, findTerritories, findUnitChoices } from '../api/lookups';
import type { Problem } from '../api/problem';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import type { Choice } from '../patterns/form/lookup-field';
import { RecordForm } from '../patterns/form/record-form';
import type { Values } from '../patterns/form/record-fields';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { unitCodeFrom } from './unit-words';

const COMMITTEE = ['CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER'] as const;

/** Founds a ward union for one or several territories; what the guideline says stands beside the form (ORG-06). */
export function NewWardUnionPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  return (
    <div className="page">
      <PageHead title={t('wardUnion.new')} text={t('wardUnion.hint')} />
      <section className="panel">
        <RecordForm route={foundWardUnion} draft="ward-union/new" submit={t('wardUnion.found')} onCancel={() => open('/organisation/territories')} onDone={(made) => open(`/organisation/units/${made.code}`)} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
          initial={{ parentCode: post === null ? null : { value: post.unitCode, label: post.unitName }, 'decision.decidedOn': clock.today(), committee: [{ personId: null, post: 'CHAIR', fullTime: true }] }} shape={attachedByTerritory}
          outlook={(values) => <GuidelineCheck territories={codesIn(values, 'territories')} unitCodes={codesIn(values, 'unitCodes')} on={(values['validFrom'] as string | null) ?? null} />}
          fields={[
            { kind: 'lookups', name: 'territories', label: t('wardUnion.territories'), required: true, of: 'territories', find: findTerritories, atOnce: true },
            { kind: 'text', name: 'name', label: t('organisation.name'), required: true, maxLength: 300, suggest: (values) => nameFrom(values, t('wardUnion.namePrefix')) },
            { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => unitCodeFrom(values['name'] === '' ? nameFrom(values, '') : values['name']) },
            { kind: 'lookup', name: 'parentCode', label: t('foundings.parent'), required: true, of: 'units', find: findUnitChoices },
            { kind: 'lookups', name: 'unitCodes', label: t('wardUnion.attached'), hint: t('wardUnion.attachedHint'), of: 'units', find: findUnitChoices },
            { kind: 'text', name: 'legal.sealNo', label: t('wardUnion.sealNo'), required: true, maxLength: 60 },
            { kind: 'text', name: 'legal.bankAccount', label: t('wardUnion.bankAccount'), required: true, maxLength: 20, check: (value) => (value === '' || /^\d{6,20}$/.test(String(value)) ? null : t('wardUnion.accountDigits')) },
            { kind: 'text', name: 'legal.bankName', label: t('wardUnion.bankName'), required: true, maxLength: 200 },
            { kind: 'lines', name: 'committee', label: t('wardUnion.committee'), hint: t('wardUnion.committeeHint'), required: true, add: t('wardUnion.addMember'), max: 60, line: (n) => t('wardUnion.member', { n }), of: [
              { kind: 'lookup', name: 'personId', label: t('organisation.person'), required: true, of: 'persons', find: findPersons }, { kind: 'choice', name: 'post', label: t('organisation.post'), required: true, options: COMMITTEE.map((value) => ({ value, label: t(`post.${value}`) })) }, { kind: 'check', name: 'fullTime', label: t('organisation.fullTime') },
            ] },
            { kind: 'day', name: 'validFrom', label: t('organisation.validFrom'), hint: t('organisation.validFromHint') },
            { kind: 'long', name: 'overrideReason', label: t('wardUnion.overrideReason'), hint: t('wardUnion.overrideHint'), rows: 2, maxLength: 1_000 },
            ...innerDecisionFields(t, 'membership'),
          ]} />
      </section>
    </div>
  );
}

const codesIn = (values: Values, name: string): readonly string[] => (values[name] as readonly Choice[] | undefined ?? []).map((one) => one.value);
const nameFrom = (values: Values, prefix: string): string => { const names = (values['territories'] as readonly Choice[] | undefined ?? []).map((one) => one.label); return names.length === 0 ? '' : `${prefix}${names.join(', ')}`; };

/** Where no union is named, those whose employer lies in the territories come under it. */
export function attachedByTerritory(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { unitCodes, ...rest } = body as { unitCodes?: readonly string[] };
  return { ...rest, ...(unitCodes === undefined || unitCodes.length === 0 ? {} : { unitCodes }) };
}

/** What a union over these territories would have, held against the guideline, and who of the neighbours could take them instead. */
export function GuidelineCheck({ territories, unitCodes, on }: { territories: readonly string[]; unitCodes: readonly string[]; on: string | null }) {
  const { t } = useTranslation();
  const body = { territories: [...territories], ...(unitCodes.length === 0 ? {} : { unitCodes: [...unitCodes] }), ...(on === null ? {} : { on }) };
  const check = useQuery<WardUnionCheck, Problem>({ queryKey: ['membership', 'ward-union-check', body], enabled: territories.length > 0, retry: false, queryFn: ({ signal }) => call(checkWardUnion, { body }, { signal, idempotencyKey: newId() }) });
  if (territories.length === 0) return <p className="soft">{t('wardUnion.chooseFirst')}</p>;
  return (
    <section className="stack-s" aria-label={t('wardUnion.guideline')} aria-live="polite"><h3>{t('wardUnion.guideline')}</h3>
      <Loaded query={check}>{(data) => (
        <>
          <p className={data.belowGuideline ? 'dk-missing' : undefined}>{t(data.belowGuideline ? 'wardUnion.below' : 'wardUnion.enough', { members: numberText(data.members), leastMembers: numberText(data.leastMembers), units: numberText(data.units), leastUnits: numberText(data.leastUnits) })}</p>
          {data.belowGuideline && (data.neighbours.length === 0 ? <p className="soft">{t('wardUnion.noNeighbours')}</p> : (
            <><p className="soft">{t('wardUnion.neighboursHint')}</p>
              <ul className="plain dk-rows">{data.neighbours.map((one) => <li key={one.unitCode} className="row-spread"><Go to={`/organisation/units/${one.unitCode}`}>{one.unitName}</Go><span className="soft num">{t('wardUnion.neighbour', { members: numberText(one.members), units: numberText(one.units) })}</span></li>)}</ul></>
          ))}
        </>
      )}</Loaded>
    </section>
  );
}
