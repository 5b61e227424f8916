import { DOMAIN_SERVICES, EXPORTS, ROUTES, type RouteContract } from '@doanket/contracts';
import { platformSheetsOf } from '@doanket/exports';
import { z } from 'zod';
import { awardsSheets } from '../../apps/awards/src/exports/awards.sheets';
import { campaignsSheets } from '../../apps/campaigns/src/exports/campaigns.sheets';
import { initiativesSheets } from '../../apps/initiatives/src/exports/initiatives.sheets';
import { moneySheets } from '../../apps/membership/src/exports/sheets/money.sheets';
import { organisationSheets } from '../../apps/membership/src/exports/sheets/organisation.sheets';
import { peopleSheets } from '../../apps/membership/src/exports/sheets/people.sheets';
import { reportsSheets } from '../../apps/reports/src/exports/reports.sheets';
import { welfareSheets } from '../../apps/welfare/src/exports/welfare.sheets';

/** Why a list is no file. Whatever else is paged, an officer can take out. */
const NO_FILE: Readonly<Record<string, string>> = {
  listExports: 'the history of the files themselves',
  listRules: 'a rule is read with its book: its value has parts of its own and its history beside it', listRuleHistory: 'as the rules', listRuleProposals: 'as the rules',
  listAudit: 'administrators and inspectors hold it by a realm role, and a file is made for a post; the trail is verified where it lies', listDeadLetters: 'raw messages of other services, for administrators, who act as no post',
  listPartners: 'kept by administrators, who act as no post', listNotices: 'read by partners, who act as no post', listCounterChecks: 'a log for administrators, who act as no post',
  listReadings: 'who looked at whom is shown to the member, and must not lie about as a file', listDuplicates: 'pairs to be looked at side by side, with what may identify them',
  listImportFaults: 'its own file gives the faulty rows as they were sent', listExchangeRows: 'its own report gives the rows with their faults', listTreeMarks: 'marks of the day slider',
};

const isPaged = (route: RouteContract): boolean => route.method === 'GET' && route.query instanceof z.ZodObject && 'cursor' in route.query.shape;
const exported = new Set(DOMAIN_SERVICES.flatMap((service) => Object.values(EXPORTS[service].lists)));
const paged = ROUTES.filter(isPaged);

it('every list of every service is a file, or says why not', () => {
  expect(paged.length).toBeGreaterThan(80);
  expect(paged.filter((route) => !exported.has(route) && NO_FILE[route.name] === undefined).map((route) => `${route.service}.${route.name}`)).toEqual([]);
});

it('a reason is given for lists that there are, and for none that is a file', () => {
  const names = new Set(paged.map((route) => route.name));
  expect(Object.keys(NO_FILE).filter((name) => !names.has(name))).toEqual([]);
  expect([...exported].filter((route) => NO_FILE[route.name] !== undefined).map((route) => route.name)).toEqual([]);
});

it('a file is of a list of the same service, each under one kind, and path and query share no name', () => {
  for (const service of DOMAIN_SERVICES) {
    const lists = Object.values(EXPORTS[service].lists);
    expect(lists.filter((route) => route.service !== service || !isPaged(route))).toEqual([]);
    expect(new Set(lists).size).toBe(lists.length);
    for (const route of lists) {
      const fields = [...Object.keys((route.params as z.ZodObject).shape), ...Object.keys((route.query as z.ZodObject).shape)];
      expect(new Set(fields).size).toBe(fields.length);
    }
  }
});

it('every code in a file has Vietnamese words, and no two columns of a file have one heading', () => {
  const sheets = [...awardsSheets, ...campaignsSheets, ...initiativesSheets, ...moneySheets, ...organisationSheets, ...peopleSheets, ...reportsSheets, ...welfareSheets, ...DOMAIN_SERVICES.flatMap((service) => platformSheetsOf(service))];
  expect(sheets.flatMap(({ kind, wordless }) => wordless.map((code) => `${kind}: ${code}`))).toEqual([]);
  expect(sheets.filter(({ columns }) => new Set(columns.map(({ title }) => title)).size !== columns.length).map(({ kind }) => kind)).toEqual([]);
});
