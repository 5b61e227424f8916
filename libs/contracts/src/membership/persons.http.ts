import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, IdParam, pageOf, PageQuery, text } from '../core/shapes';
import { AccountBody, PersonBody, PersonView } from './person.shapes';

const ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Up to 100 ids, separated by commas. */
export const PersonIds = z.string().max(3700).regex(new RegExp(`^${ID}(,${ID}){0,99}$`, 'i')).describe('Up to 100 ids, separated by commas.');

const K = { service: 'membership', access: 'membership.person.keep' } as const;

export const createPerson = defineRoute({
  ...K, name: 'createPerson', method: 'POST', path: '/persons', summary: 'Enters a person, kept by a unit, and opens an account where one is asked for.',
  body: PersonBody.extend({ /** The unit that keeps the person; left out: the unit acted as. */ unitCode: Code.optional(), account: AccountBody.optional() }), answer: PersonView,
});
export const openAccount = defineRoute({
  ...K, name: 'openAccount', method: 'POST', path: '/persons/:id/account', summary: 'Opens an account for a person who has none.', params: IdParam, body: AccountBody, answer: PersonView,
});
export const setPassword = defineRoute({
  ...K, name: 'setPassword', method: 'PUT', path: '/persons/:id/account/password', summary: 'Sets a new first password of an account.', params: IdParam,
  body: z.strictObject({ password: z.string().min(12).max(128), temporary: z.boolean().default(true) }), answer: PersonView,
});
export const getPerson = defineRoute({
  service: 'membership', name: 'getPerson', method: 'GET', path: '/persons/:id', access: 'membership.person.read', params: IdParam, answer: PersonView, summary: 'One person; identifiers masked.',
});
export const listPersons = defineRoute({
  service: 'membership', name: 'listPersons', method: 'GET', path: '/persons', access: 'membership.person.read',
  query: PageQuery.extend({ q: text(100).optional(), unit: Code.optional() }), answer: pageOf(PersonView), summary: 'Persons kept by units of the subtree, by name with or without marks.',
});
export const listPersonNames = defineRoute({
  service: 'membership', name: 'listPersonNames', method: 'GET', path: '/persons/names', access: 'SIGNED_IN', query: z.strictObject({ ids: PersonIds }),
  answer: z.object({ items: z.array(z.object({ personId: z.uuid(), fullName: z.string() })).max(100) }),
  summary: 'Names of persons for lists and timelines; those the caller may not read are missing.',
});

export const personRoutes = [createPerson, openAccount, setPassword, getPerson, listPersons, listPersonNames];
