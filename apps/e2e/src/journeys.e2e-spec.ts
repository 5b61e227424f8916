import type { GatewaySession } from '../../../tools/src/support/gateway-session';
import { DESKTOP, faultsOf, journeys, PHONE, picture, resized, settled, signInAs } from './browser';
import { signIn } from './support';

/** What officers do, in a real browser on the built console (issue section 6 and 7; console handbook). */
const { open, openAs } = journeys();
/** An initiative that a workplace sent to its chair just now. */
async function initiative(title: string): Promise<{ id: string; dossierId: string; officer: GatewaySession }> {
  const officer = await signIn('g.can-bo.ba-dinh-co-so-1');
  const filed = await officer.post<{ id: string; dossierId: string }>('/api/initiatives/initiatives', {
    unitCode: 'ba-dinh-co-so-1', title, initiativeType: 'INNOVATION', solutionKind: 'TECHNICAL', firstAppliedOn: new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10),
    description: `${title}: cách làm và hiệu quả trong đơn vị.`, authors: [{ name: 'Người Lao Động', share: 100 }], secret: false, benefit: { amountVnd: 12_000_000, method: 'Giờ công tiết kiệm', confirmedBy: 'Kế toán trưởng' },
  });
  await officer.post(`/api/initiatives/dossiers/${filed.dossierId}/submission`, {});
  return { ...filed, officer };
}
const newTitle = (what: string): string => `${what} ${Date.now().toString(36)}`;

describe('signs in and sees what waits', () => {
  const LEVELS: [username: string, post: string][] = [
    ['n.chu-tich', 'Tổng Liên đoàn Lao động Việt Nam'], ['c.chu-tich', 'Liên đoàn Lao động thành phố Hà Nội'], ['s.chu-tich.phuong-1', 'Công đoàn phường, xã số 1'], ['g.chu-tich.ba-dinh-co-so-1', 'CĐCS'],
  ];
  it.each(LEVELS)('%s, at a desk and with a phone', async (username, unit) => {
    const page = await open(DESKTOP);
    await signInAs(page, username);
    await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
    await page.getByRole('banner').getByText(unit, { exact: false }).first().waitFor();
    for (const size of [DESKTOP, PHONE]) {
      await resized(page, size);
      await settled(page);
      expect(await page.getByRole('group', { name: 'Các nhóm việc' }).getByRole('button').count()).toBe(4);
      await picture(page, `${username}-${size.width}`);
      expect(await faultsOf(page)).toEqual([]);
    }
  });
});

describe('dossiers', () => {
  it('the chair of a workplace opens one from the queue and agrees', async () => {
    const title = newTitle('Giá treo dụng cụ theo ca');
    const { dossierId, officer } = await initiative(title);
    const page = await openAs(DESKTOP, 'g.chu-tich.ba-dinh-co-so-1');
    await page.getByRole('region', { name: 'Danh sách việc' }).getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await settled(page);
    await picture(page, 'dossier-1280');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('region', { name: 'Việc của đồng chí' }).getByRole('button', { name: 'Đồng ý' }).click();
    const dialog = page.getByRole('dialog', { name: 'Đồng ý với hồ sơ' });
    await dialog.getByLabel(/Ý kiến/).fill('Đã xem tại xưởng, đề nghị công nhận.');
    await picture(page, 'dossier-decide-1280');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Đồng ý' }).click();
    await page.getByText('Đã đồng ý.').waitFor();
    const after = await officer.get<{ timeline: { action: string; note: string | null }[] }>(`/api/initiatives/dossiers/${dossierId}`);
    expect(JSON.stringify(after.timeline)).toContain('Đã xem tại xưởng, đề nghị công nhận.');
  });

  it('gives one back with a phone; the reason stays when the page is loaded again', async () => {
    const title = newTitle('Xe đẩy khuôn hai tầng');
    const { dossierId, officer } = await initiative(title);
    const page = await openAs(PHONE, 'g.chu-tich.ba-dinh-co-so-1', `/dossiers/initiatives/${dossierId}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await settled(page);
    await picture(page, 'dossier-390', true);
    expect(await faultsOf(page)).toEqual([]);
    const giveBack = () => page.getByRole('region', { name: 'Việc của đồng chí' }).getByRole('button', { name: 'Trả lại' }).click();
    await giveBack();
    const dialog = page.getByRole('dialog', { name: 'Trả lại hồ sơ' });
    expect(await dialog.getByRole('button', { name: 'Trả lại' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/Lý do/).fill('Bổ sung ảnh trước và sau khi áp dụng.');
    await page.reload();
    await giveBack();
    expect(await dialog.getByLabel(/Lý do/).inputValue()).toBe('Bổ sung ảnh trước và sau khi áp dụng.');
    await dialog.getByRole('button', { name: 'Trả lại' }).click();
    await page.getByText('Đã trả lại hồ sơ.').waitFor();
    const after = await officer.get<{ state: string }>(`/api/initiatives/dossiers/${dossierId}`);
    expect(after.state).toBe('RETURNED');
  });

  it('another unit is refused by its address, its dossier and its page alike', async () => {
    const title = newTitle('Khay phân loại phế liệu');
    const { dossierId } = await initiative(title);
    const page = await openAs(DESKTOP, 's.chu-tich.phuong-3', `/dossiers/initiatives/${dossierId}`);
    await page.getByText('Không tìm thấy hồ sơ, hoặc không thuộc phạm vi của đồng chí.').waitFor();
    expect(await page.getByText(title).count()).toBe(0);
    await picture(page, 'dossier-refused-1280');
    await page.goto('/organisation/units/phuong-30');
    await page.getByText('Không tìm thấy đơn vị.').waitFor();
    expect(await page.getByText('số 30').count()).toBe(0);
  });
});

describe('figures', () => {
  it('the round of 2023 shows them, and each opens its records', async () => {
    const page = await openAs(DESKTOP, 'c.chu-tich', '/emulation/rounds/ha-noi-2023-dot-1');
    await page.getByRole('heading', { level: 1, name: /150 ngày|Đợt/ }).waitFor();
    await settled(page);
    for (const figure of ['620', '526', '94', '6', '363', '100', '30', '11', '111', '564.000.000 đ', '626', '600', '26', '10']) await page.getByRole('link', { name: new RegExp(`(^|\\s)${figure}\\. Mở các bản ghi$`) }).first().waitFor();
    await page.getByText('153 ngày').waitFor();
    await picture(page, 'round-2023-1280', true);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'cấp cơ sở 526. Mở các bản ghi' }).click();
    await page.getByText(/trên 526 dòng/).waitFor();
    await settled(page);
    await picture(page, 'round-2023-records-1280');
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('main table tbody a').first().click();
    await page.waitForURL(/\/emulation\/works\//);
    await settled(page);
    await picture(page, 'work-1280');
  });

  it.each([['1280', DESKTOP], ['390', PHONE]] as const)('the cluster of 2019 stands side by side at %s px: not reported is said, nothing is averaged', async (name, size) => {
    const page = await openAs(size, 'c.chu-tich', '/emulation/clusters/ha-noi-2019-cum-2');
    const table = page.getByRole('table');
    await table.getByText('5 trong 6 đơn vị').first().waitFor();
    await settled(page);
    const rows = await table.locator('tbody tr').evaluateAll((lines) => lines.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    expect(rows).toHaveLength(3);
    for (const value of ['52%', '75,2%', '62,6%', '69%', '70,37%', 'chưa báo cáo', 'không cộng']) expect(rows[1]).toContainEqual(expect.stringContaining(value));
    expect(rows[0]).toEqual(expect.arrayContaining(['2', '3', '6', '1', 'chưa báo cáo', '14']));
    expect(await table.innerText()).not.toMatch(/trung bình/i);
    await picture(page, `cluster-2019-${name}`, true);
    expect(await faultsOf(page)).toEqual([]);
  });
});

it('the tree shows 2019, 1/7/2025 and 1/10/2025 by the slider', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/organisation');
  await settled(page);
  const marks = page.getByRole('group', { name: 'Các quyết định làm thay đổi cây' });
  const tree = page.getByRole('tree');
  for (const [day, there, gone] of [['27/11/2019', /Tây Hồ/, /phường, xã số 84/], ['01/07/2025', /khu công nghiệp|Khu công nghiệp|các khu/i, /phường, xã số 84/], ['01/10/2025', /phường, xã số 84/, /quận Tây Hồ$/]] as const) {
    await marks.getByRole('button', { name: day }).click();
    await page.getByText(`Xem tại ${day}`).first().waitFor();
    await tree.getByRole('treeitem').filter({ hasText: there }).first().waitFor();
    expect(await tree.getByRole('treeitem').filter({ hasText: gone }).count()).toBe(0);
    await settled(page);
    await picture(page, `tree-${day.replaceAll('/', '-')}-1280`);
    expect(await faultsOf(page)).toEqual([]);
  }
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('Xem tại 30/09/2025').first().waitFor();
});
