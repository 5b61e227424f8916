/** Pages that show what an address of the API lists. The rest of the address, its search, stays as it is. */
const PAGES: readonly (readonly [api: RegExp, page: (parts: readonly string[]) => string])[] = [
  [/^\/api\/reports\/records$/, () => '/reports/records'],
  [/^\/api\/campaigns\/works$/, () => '/emulation/works'],
  [/^\/api\/campaigns\/works\/([^/]+)$/, ([id]) => `/emulation/works/${id}`],
  [/^\/api\/campaigns\/petitions$/, () => '/petitions'],
  [/^\/api\/campaigns\/petitions\/([^/]+)$/, ([id]) => `/petitions/${id}`],
  [/^\/api\/campaigns\/contests$/, () => '/emulation/contests'],
  [/^\/api\/campaigns\/contests\/([^/]+)(?:\/[^/]+)?$/, ([code]) => `/emulation/contests/${code}`],
  [/^\/api\/campaigns\/rounds\/([^/]+)$/, ([code]) => `/emulation/rounds/${code}`],
  [/^\/api\/campaigns\/honours$/, () => '/emulation/honours'],
  [/^\/api\/initiatives\/initiatives$/, () => '/initiatives'],
  [/^\/api\/initiatives\/initiatives\/([^/]+)$/, ([id]) => `/initiatives/${id}`],
  [/^\/api\/welfare\/housing-cases$/, () => '/welfare/housing'],
  [/^\/api\/welfare\/housing-cases\/([^/]+)$/, ([id]) => `/welfare/housing/${id}`],
  [/^\/api\/awards\/holdings$/, () => '/awards'],
  [/^\/api\/awards\/holdings\/([^/]+)$/, ([id]) => `/awards/${id}`],
  [/^\/api\/membership\/units\/([^/]+)$/, ([code]) => `/organisation/units/${code}`],
  [/^\/api\/reports\/submissions$/, () => '/reports/submissions'],
];

/** Turns an address of the API (`recordsUrl`, `sourceUrl`) into the page that shows it; null where no page does. */
export function consoleAddressOf(apiUrl: string | null | undefined): string | null {
  if (apiUrl === null || apiUrl === undefined) return null;
  const url = new URL(apiUrl, 'http://console.invalid');
  for (const [pattern, page] of PAGES) {
    const match = pattern.exec(url.pathname);
    if (match !== null) return page(match.slice(1)) + url.search;
  }
  return null;
}
