import { BLOCS, dryRunUnitSplit, executeUnitSplit, listEmployers, listGroups, type UnitDetail, type UnitSplitPreview } from '@doanket/contracts';
import { addDays, newId, searchKey } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findMembersOf, findUnitChoices } from '../api/lookups';
import type { Problem } from '../api/problem';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { bodyOf, missingIn, saidIn, type BodyOf, type FormField, type NameIn, type Values } from '../patterns/form/record-fields';
import { dayText, numberText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { problemText } from '../patterns/problem/problem-text';
import { unitCodeFrom } from './unit-words';

type Field = FormField<NameIn<BodyOf<typeof executeUnitSplit>>>;

/** Departments and groups inside the union, by name with or without marks. */
const findGroupsOf = (unit: string) => async (words: string, signal: AbortSignal) =>
  (await call(listGroups, { params: { code: unit } }, { signal })).items.filter((one) => [one.name, one.code].some((text) => searchKey(text).includes(searchKey(words)))).slice(0, 12).map((one) => ({ value: one.code, label: one.name, hint: String(one.members) }));

/** Employers that the union covers. */
const findEmployersOf = (unit: string) => async (words: string, signal: AbortSignal) =>
  (await call(listEmployers, { query: { unit, limit: 12, ...(words === '' ? {} : { q: words }) } }, { signal })).items.map((one) => ({ value: one.enterpriseCode, label: one.name, hint: one.enterpriseCode }));

/** What the form says, as the API takes it: employers are shared or handed over part by part. */
export const splitOf = (unitCode: string, body: Readonly<Record<string, unknown>>) => ({
  ...body, unitCode,
  parts: ((body['parts'] as readonly Record<string, unknown>[] | undefined) ?? []).map(({ employers, shared, ...part }) => ({ ...part, employers: ((employers as readonly string[] | undefined) ?? []).map((enterpriseCode) => ({ enterpriseCode, shared: shared === true })) })),
});

/** Splits a grassroots union by one decision: who would go where stands before the button (ORG-05). */
export function SplitUnion({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const codes = (values: Values): string[] => ((values['parts'] as readonly Values[] | undefined) ?? []).map((part) => String(saidIn(code, part)));
  const code: FormField = { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (part) => unitCodeFrom(part['name']) };
  const fields: Field[] = [
    { kind: 'day', name: 'effectiveOn', label: t('unionSplit.effectiveOn'), required: true, hint: t('unionSplit.effectiveHint') },
    { kind: 'lines', name: 'parts', label: t('unionSplit.parts'), required: true, add: t('unionSplit.addPart'), line: (n) => t('unionSplit.part', { n }), max: 20, of: [
      { kind: 'text', name: 'name', label: t('organisation.name'), required: true, maxLength: 300 }, code,
      { kind: 'choice', name: 'state', label: t('organisation.state'), options: codeOptions(['ACTIVE', 'PROVISIONAL']), empty: codeText('ACTIVE') },
      { kind: 'choice', name: 'bloc', label: t('organisation.bloc'), options: codeOptions(BLOCS), empty: t('unionSplit.sameBloc') },
      { kind: 'lookup', name: 'parentCode', label: t('organisation.under'), hint: t('unionSplit.parentHint'), of: 'units', find: findUnitChoices },
      { kind: 'lookups', name: 'groupCodes', label: t('unionSplit.groups'), hint: t('unionSplit.groupsHint'), of: `groups-${unit.code}`, find: findGroupsOf(unit.code), atOnce: true },
      { kind: 'lookups', name: 'memberIds', label: t('unionSplit.members'), hint: t('unionSplit.membersHint'), of: `members-${unit.code}`, find: findMembersOf(unit.code) },
      { kind: 'lookups', name: 'employers', label: t('unionSplit.employers'), of: `employers-${unit.code}`, find: findEmployersOf(unit.code), atOnce: true },
      { kind: 'check', name: 'shared', label: t('unionSplit.shared'), when: (part) => ((part['employers'] as readonly unknown[] | undefined) ?? []).length > 0 },
    ] },
    { kind: 'text', name: 'successorCode', label: t('unionSplit.successor'), maxLength: 60, hint: t('unionSplit.successorHint'), check: (value, values) => (value === '' || value === null || codes(values).includes(String(value).trim()) ? null : t('unionSplit.notAPart')) },
  ];
  return (
    <RecordDialog wide title={t('unionSplit.title')} onClose={onClose} route={executeUnitSplit} draft={`unit/${unit.code}/union-split`} submit={t('unionSplit.title')} danger intro={t('unionSplit.intro', { unit: unit.name })} said={t('unionSplit.done')}
      initial={{ effectiveOn: addDays(clock.today(), 30), parts: [{}], 'decision.decidedOn': clock.today() }} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
      fields={[...fields, ...innerDecisionFields(t, 'membership')]} shape={(body) => splitOf(unit.code, body)}
      outlook={(values) => <Outlook unitCode={unit.code} fields={fields as readonly FormField[]} values={values} />} />
  );
}

/** The dry run of what stands in the form; what is still missing in it is no alarm while it is filled in. */
function Outlook({ unitCode, fields, values }: { unitCode: string; fields: readonly FormField[]; values: Values }) {
  const { t } = useTranslation();
  const ready = missingIn(fields, values).length === 0;
  const body = splitOf(unitCode, bodyOf(fields, values)) as BodyOf<typeof dryRunUnitSplit>;
  const preview = useQuery<UnitSplitPreview, Problem>({ queryKey: ['membership', 'dry-run', body], enabled: ready, retry: false, queryFn: ({ signal }) => call(dryRunUnitSplit, { body }, { signal, idempotencyKey: newId() }) });
  if (!ready) return <p className="soft">{t('unionSplit.outlookFirst')}</p>;
  return <section className="stack-s" aria-label={t('reorganisation.report')}><h3>{t('reorganisation.report')}</h3>{preview.error?.status === 422 ? <p className="dk-missing" role="status">{problemText(preview.error).title}</p> : <Loaded query={preview}>{(data) => <SplitReport preview={data} />}</Loaded>}</section>;
}

/** Who goes where, who is left, and where what is open and money stay. */
export function SplitReport({ preview }: { preview: UnitSplitPreview }) {
  const { t } = useTranslation();
  const { unassigned, holdings, successorCode } = preview;
  const ends = successorCode !== null;
  const names = new Map([[preview.unitCode, preview.unitName], ...preview.parts.map((part) => [part.code, part.name] as const)]);
  const open = preview.cases.reduce((sum, one) => sum + one.open, 0);
  return (
    <div className="stack">
      <p role="status">{t('unionSplit.sum', { members: numberText(preview.members), parts: numberText(preview.parts.length), day: dayText(preview.effectiveOn) })} {t(ends ? 'unionSplit.oldEnds' : 'unionSplit.oldGoesOn', { unit: preview.unitName, day: dayText(preview.lastDay) })}</p>
      <ul className="plain dk-rows">
        {preview.parts.map((part) => (
          <li key={part.code}><span className="row-spread"><span className="strong">{part.name}</span><span className="tag tag-ok">{t('unionSplit.members_count', { members: numberText(part.members) })}</span></span>
            <span className="small soft">{t('unionSplit.how', { byGroup: numberText(part.byGroup), byName: numberText(part.byName) })}</span>
            {(part.groups.length > 0 || part.employers.length > 0) && <ul className="dk-hanging">
              {part.groups.map((group) => <li key={group.code}>{group.name}: {numberText(group.members)}</li>)}
              {part.employers.map((employer) => <li key={employer.enterpriseCode}>{employer.name}{employer.shared && ` (${t('unionSplit.sharedShort')})`}</li>)}
            </ul>}
          </li>
        ))}
        {!ends && <li className="row-spread"><span className="strong">{preview.unitName}</span><span className="tag">{t('unionSplit.stay', { members: numberText(unassigned.count) })}</span></li>}
      </ul>
      {ends && unassigned.count > 0 && (
        <details open><summary className="strong dk-missing">{t('unionSplit.unassigned', { count: unassigned.count })}</summary>
          <ul className="plain dk-rows">{unassigned.items.map((one) => <li key={one.memberId}>{one.personName ?? t('organisation.nameHidden')}</li>)}</ul></details>
      )}
      {preview.inTransit > 0 && <p className="small">{t('unionSplit.inTransit', { members: numberText(preview.inTransit) })}</p>}
      {preview.admittedSince > 0 && <p className="small">{t('reorganisation.admittedSince', { members: numberText(preview.admittedSince) })}</p>}
      {preview.losingRights.length > 0 && <p className="small">{t('reorganisation.losing', { count: preview.losingRights.length })}: {preview.losingRights.map((one) => one.personName ?? t('organisation.nameHidden')).join(', ')}</p>}
      <p className="small">{open > 0 ? t('unionSplit.openCases', { count: open, unit: names.get(preview.casesGoTo) ?? preview.casesGoTo }) : t('unionSplit.noOpenCases')}{' '}
        {holdings.money !== undefined && Object.values(holdings.money).some((amount) => amount > 0) && <>{t('unionSplit.moneyStays', { unit: names.get(preview.moneyStaysWith) ?? preview.moneyStaysWith })} {t('reorganisation.money', { cash: vndText(holdings.money.cashVnd), owed: vndText(holdings.money.membersOweVnd), unsent: vndText(holdings.money.unsentVnd), credit: vndText(holdings.money.memberCreditVnd) })}</>}</p>
    </div>
  );
}
