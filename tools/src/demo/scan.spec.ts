import { scanOf } from './scan';

it('draws the sheet of a decision as a small PDF, Vietnamese letters included', async () => {
  const pdf = await scanOf({ issuer: 'ha-noi', number: '80/KH-LĐLĐ', decidedOn: '2023-04-28', items: 1 });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.subarray(-6).toString()).toContain('%%EOF');
  expect(pdf.toString('latin1').match(/\/FontFile/g)?.length).toBeGreaterThanOrEqual(2);
  expect(pdf.length).toBeLessThan(60_000);
});
