import { masked, personalIdWarnings } from './identifier.rules';

const woman = { birthDate: '1995-03-08', gender: 'FEMALE' } as const;

it('ORG-11: has no doubt about an id that agrees: Hanoi, 20th century, woman, 95', () => {
  expect(personalIdWarnings('001195012345', woman)).toEqual([]);
  expect(personalIdWarnings('001304012345', { birthDate: '2004-01-01', gender: 'FEMALE' })).toEqual([]);
});

it.each([
  ['999195012345', 'PLACE_UNKNOWN'], ['001095012345', 'GENDER_DIFFERS'], ['001395012345', 'CENTURY_DIFFERS'], ['001194012345', 'BIRTH_YEAR_DIFFERS'],
] as const)('ORG-11: %s of a woman born in 1995: %s', (personalId, warning) => {
  expect(personalIdWarnings(personalId, woman)).toEqual([warning]);
});

it('ORG-11: compares with nothing that is not known', () => {
  expect(personalIdWarnings('001300012345', { birthDate: null, gender: null })).toEqual([]);
});

it('shows the last three characters only', () => {
  expect(masked('001195012345')).toBe('•••••••••345');
  expect(masked('AB')).toBe('AB');
});
