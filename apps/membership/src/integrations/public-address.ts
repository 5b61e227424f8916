import { BlockList, isIP } from 'node:net';

const INSIDE = new BlockList();
/** Loopback, private, link-local, shared, test, multicast and reserved ranges. Source: IANA special-purpose registries. */
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16],
  ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) INSIDE.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only the global unicast range is outside, without its documentation and tunnel parts. */
const OUTSIDE6 = new BlockList();
OUTSIDE6.addSubnet('2000::', 3, 'ipv6');
const INSIDE6 = new BlockList();
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) INSIDE6.addSubnet(net, bits, 'ipv6');

/** True for an address that lies outside of every inner network: notices may go there. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !INSIDE.check(address, 'ipv4');
  return family === 6 && OUTSIDE6.check(address, 'ipv6') && !INSIDE6.check(address, 'ipv6');
}

/** Seconds until the next try after so many failed ones: 10 s doubled each time, an hour at most. */
export function secondsToNextTry(failed: number): number {
  return Math.min(10 * 2 ** Math.max(failed - 1, 0), 3_600);
}
