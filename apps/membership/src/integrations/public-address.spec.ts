import { isPublicAddress, secondsToNextTry } from './public-address';

it.each([
  ['8.8.8.8', true], ['127.0.0.1', false], ['127.255.255.254', false], ['128.0.0.1', true], ['10.0.0.1', false], ['11.0.0.1', true], ['172.15.255.255', true], ['172.16.0.1', false], ['172.31.255.255', false],
  ['172.32.0.1', true], ['192.168.1.1', false], ['169.254.169.254', false], ['100.64.0.1', false], ['100.128.0.1', true], ['0.0.0.0', false], ['224.0.0.1', false], ['255.255.255.255', false],
  ['::1', false], ['::', false], ['fe80::1', false], ['fc00::1', false], ['::ffff:127.0.0.1', false], ['::ffff:8.8.8.8', false], ['64:ff9b::7f00:1', false], ['2002:7f00:1::', false], ['2001:db8::1', false], ['2606:4700::1111', true],
  ['localhost', false], ['', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected));

it('waits longer after each failure, an hour at most', () => {
  expect([1, 2, 3, 9, 10, 50].map(secondsToNextTry)).toEqual([10, 20, 40, 2560, 3600, 3600]);
});
