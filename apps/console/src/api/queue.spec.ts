import { queueHref } from './queue';

it.each([
  ['welfare', { reason: 'TO_DECIDE', id: '1', path: '/dossiers/welfare/1' }, '/dossiers/welfare/1'],
  ['welfare', { reason: 'TO_DECIDE', id: 'c', path: '/welfare/housing/c' }, '/welfare/housing/c'],
  ['campaigns', { reason: 'TO_VERIFY', id: 'w', path: '/works/w' }, '/emulation/works/w'],
  ['awards', { reason: 'TO_CONFIRM', id: 'd', path: '/decisions/d' }, '/decisions/awards/d'],
  ['awards', { reason: 'TO_CONFIRM', id: 'r', path: '/rules/awards/TITLE' }, '/rules/awards/TITLE'],
] as const)('opens a row of %s where its page is', (service, item, href) => {
  expect(queueHref(service, item)).toBe(href);
});
