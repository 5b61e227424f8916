import { consoleAddressOf } from './console-address';

it.each([
  ['/api/reports/records?indicator=WORK_G&round=ha-noi-2023-dot-1', '/reports/records?indicator=WORK_G&round=ha-noi-2023-dot-1'],
  ['/api/campaigns/works/1', '/emulation/works/1'], ['/api/campaigns/contests/nam-tu-liem-2018/prizes', '/emulation/contests/nam-tu-liem-2018'],
  ['/api/awards/holdings/7', '/awards/7'], ['/api/unknown/x', null], [null, null],
])('opens %s as %s', (api, page) => {
  expect(consoleAddressOf(api)).toBe(page);
});
