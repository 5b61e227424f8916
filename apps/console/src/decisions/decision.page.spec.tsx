import { show } from '../../test/render';
import { ItemText } from './decision.page';

const textOf = async (payload: Readonly<Record<string, unknown>>): Promise<string> => (await show(<ItemText payload={payload} />)).container.textContent ?? '';

it('shows years as years, days as days, amounts with their points, and nothing of what the paper left empty', async () => {
  expect(await textOf({ code: 'ke-hoach', year: 2026, from: '2026-11-29', amount: 1500, rounds: [], theme: null, note: '' })).toMatch(/^\S.*ke-hoach\S.*2026\S.*29\/11\/2026\S.*1\.500$/);
});

it('shows nested things in one line, without their empty parts', async () => {
  const text = await textOf({ receiver: { name: 'Bà Lan', born: '1990-05-06', unitCode: null, sinceYear: 2015 } });
  expect(text).toContain('Bà Lan · 06/05/1990 · 2015');
  expect(text).not.toContain('–');
});
