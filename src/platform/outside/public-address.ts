import { BlockList, isIP } from "node:net";

/**
 * Networks that no address given by somebody else may lead to: this machine, the house's own
 * network, the cloud's own services (169.254), and what is reserved (IANA special-purpose registries).
 */
const inner = new BlockList();
const V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
const V6 = ["::/128", "::1/128", "64:ff9b::/96", "100::/64", "2001::/23", "2001:db8::/32"];
const V6_MORE = ["2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"];

for (const [ranges, family] of [
  [V4, "ipv4"],
  [[...V6, ...V6_MORE], "ipv6"],
] as const) {
  for (const range of ranges) {
    const [net = "", bits = ""] = range.split("/");
    inner.addSubnet(net, Number(bits), family);
  }
}

/** Whether an address is out on the internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // An IPv4 address in an IPv6 coat is what it is inside; the list looks through the coat by itself.
  return !inner.check(address, family === 4 ? "ipv4" : "ipv6");
}
