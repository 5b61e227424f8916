import { awardsRules, initiativesRules, membershipRules } from '@doanket/contracts';
import en from '../i18n/en.json';
import vi from '../i18n/vi.json';
import { bodyOf, type Values } from '../patterns/form/record-fields';
import { RULE_BOOKS, type Book } from './rule-books';
import { valueFields, valueSent, valueTyped, type Schema } from './value-fields';

/** What is sent when nothing of it is changed, or some of it. */
function sent(schema: unknown, value: unknown, over: Values = {}): unknown {
  return valueSent(schema, bodyOf(valueFields(schema), { ...valueTyped(schema, value), ...over })['value']);
}

it('takes a value apart into fields and puts it together as it was typed', () => {
  const { value: schema } = membershipRules.DUES_RATE;
  const rate = { collected: true, base: 'INSURANCE_SALARY', rate: { numerator: 1, denominator: 200 } };
  expect(valueFields(schema).map(({ name, kind }) => [name, kind])).toEqual([['value.collected', 'check'], ['value.base', 'choice'], ['value.rate.numerator', 'number'], ['value.rate.denominator', 'number']]);
  expect(sent(schema, rate)).toEqual(rate);
  expect(sent(schema, rate, { 'value.rate.denominator': 100 })).toEqual({ ...rate, rate: { numerator: 1, denominator: 100 } });
});

it('tells an empty field as nothing, a share that is empty as a whole too', () => {
  const { value: schema } = membershipRules.DUES_CAP;
  expect(sent(schema, { ofBaseSalary: null })).toEqual({ ofBaseSalary: null });
  expect(sent(schema, { ofBaseSalary: { numerator: 1, denominator: 10 } })).toEqual({ ofBaseSalary: { numerator: 1, denominator: 10 } });
  expect(sent(initiativesRules.STEP_DEADLINE.value, { dueDays: 90, dueOn: null }, { 'value.dueDays': null, 'value.dueOn': '06-30' })).toEqual({ dueDays: null, dueOn: '06-30' });
});

it('has lines for what is a list of things, words for a list of numbers, choices for a list of codes', () => {
  const programme = { title: 'Chương trình', appliedFrom: '2021-09-01', appliedTo: null, windows: [{ from: '2022-01-08', to: '2022-05-31' }] };
  expect(sent(initiativesRules.PROGRAMME.value, programme)).toEqual(programme);
  expect(sent(membershipRules.AGREEMENT_WARNING.value, { daysBefore: [60, 30] }, { 'value.daysBefore': '90, 30' })).toEqual({ daysBefore: [90, 30] });
  const title = { name: 'Công nhân giỏi', kind: 'UNION', receiverKinds: ['INDIVIDUAL'], conditions: [], baseSalaryThousandths: null, amountVnd: 500_000, tiers: null, partner: null, mark: 'CNG' };
  expect(sent(awardsRules.TITLE.value, title)).toEqual(title);
  const sides = { employerLeast: 3, workers: [{ fromWorkforce: 0, least: 3, most: null }, { fromWorkforce: 50, least: 4, most: 8 }] };
  expect(sent(membershipRules.DIALOGUE_SIDES.value, sides)).toEqual(sides);
});

const books: readonly (readonly [string, Book])[] = Object.entries(RULE_BOOKS);
const partsOf = (schema: Schema): string[] => {
  const { innerType, element, shape } = schema.def;
  return [...(innerType === undefined ? [] : partsOf(innerType)), ...(element === undefined ? [] : partsOf(element)), ...Object.entries(shape ?? {}).flatMap(([key, inner]) => [key, ...partsOf(inner)])];
};

it.each(books)('has words for every rule of %s, its parts and its scopes', (_, { kinds }) => {
  for (const words of [vi, en]) {
    expect(Object.keys(kinds).filter((code) => !(code in words.ruleName))).toEqual([]);
    expect(Object.values(kinds).flatMap(({ value }) => partsOf(value as unknown as Schema)).filter((key) => !(key in words.rulePart))).toEqual([]);
    const scopes = Object.values(kinds).flatMap((kind): readonly string[] => (Array.isArray(kind.scopes) ? kind.scopes as readonly string[] : [])).flatMap((scope) => scope.split('.'));
    expect(scopes.filter((scope) => scope !== 'ALL' && !(scope in words.code))).toEqual([]);
  }
});
