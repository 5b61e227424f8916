import { returnAddress, signInProblem } from './sign-in-problem';

it.each([['', null], ['?signInProblem=CANCELLED', 'CANCELLED'], ['?signInProblem=other', 'REFUSED'], ['?asOf=2019-11-27', null]])('reads %s as %s', (search, problem) => {
  expect(signInProblem(search)).toBe(problem);
});

it('comes back without the word about the last attempt', () => {
  expect(returnAddress({ pathname: '/petitions', search: '?signInProblem=EXPIRED&state=ANSWERED' })).toBe('/petitions?state=ANSWERED');
  expect(returnAddress({ pathname: '/', search: '?signInProblem=EXPIRED' })).toBe('/');
});
