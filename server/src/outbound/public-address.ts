import { BlockList, isIP } from 'node:net';

type Network = readonly [address: string, prefix: number];

/** What IANA's registries list as special, and an address by which a cloud talks to its own machines. */
const SPECIAL_4: readonly Network[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // shared by carriers
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24], // documentation, as 198.51.100 and 203.0.113
  ['192.88.99.0', 24], // relays of 6to4
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Nothing else of IPv6 is given out: loopback, mapped, NAT64, unique local, link-local and multicast lie outside. */
const GLOBAL_6: Network = ['2000::', 3];
const SPECIAL_6: readonly Network[] = [
  ['2001::', 23], // Teredo, benchmarks, ORCHID
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4
  ['3fff::', 20],
];

const special4 = toList(SPECIAL_4, 'ipv4');
const global6 = toList([GLOBAL_6], 'ipv6');
const special6 = toList(SPECIAL_6, 'ipv6');

/** Whether an address, as the resolver writes it, belongs to a machine of the open internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special4.check(address, 'ipv4');
  // What names an interface is of this machine.
  if (version !== 6 || address.includes('%')) return false;
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

function toList(networks: readonly Network[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, family);
  return list;
}
