import { addDays, SystemClock, yearOf } from '@doanket/kernel';
import { SAMPLE_PDF } from '@doanket/testing';
import type { Locator, Page } from 'playwright-core';
import type { GatewaySession } from '../../../tools/src/support/gateway-session';
import { DESKTOP, doorsOf, faultsOf, journeys, PHONE, picture, settled } from './browser';
import { signIn } from './support';

/** A draft is changed where its dossier stands, and a round goes its way to the frozen summary. */
const UNION = 'ba-dinh-co-so-1';
const OFFICER = `g.can-bo.${UNION}`;
const TEST_MS = 240_000;
const today = new SystemClock().today();
const { openAs } = journeys();
/** Every run leaves its own records. */
const unique = (): string => Date.now().toString(36);
const typedDay = (day: string): string => day.split('-').reverse().join('/');

describe('a draft is changed in its dossier', () => {
  /** Opens the form of the draft, as often as it is asked. */
  async function opened(page: Page, change: string): Promise<Locator> {
    await settled(page);
    await page.getByRole('button', { name: change }).click();
    const dialog = page.getByRole('dialog', { name: change });
    await dialog.waitFor();
    return dialog;
  }

  it('a nomination: what was typed survives a reload before it is saved, what was saved one after', async () => {
    const name = `Phạm Thị Đề Nghị ${unique()}`;
    const better = 'Ba sáng kiến được áp dụng, kèm cặp bốn thợ trẻ.';
    const officer = await signIn(OFFICER);
    const { id, dossierId } = await officer.post<{ id: string; dossierId: string }>('/api/awards/nominations', {
      unitCode: UNION, titleCode: 'OUTSTANDING_WORKER', level: 'S', year: yearOf(today), receiver: { receiverKind: 'INDIVIDUAL', name, directWorker: true }, achievement: 'Năng suất vượt định mức.',
    });
    const page = await openAs(DESKTOP, OFFICER, `/dossiers/awards/${dossierId}`);
    await (await opened(page, 'Sửa đề nghị')).getByLabel(/^Thành tích/).fill(better);
    await page.reload();
    const dialog = await opened(page, 'Sửa đề nghị');
    await dialog.getByText(/Đã khôi phục bản nháp/).waitFor();
    expect(await dialog.getByLabel(/^Thành tích/).inputValue()).toBe(better);
    expect(await dialog.getByLabel(/^Người, tập thể được khen/).inputValue()).toBe(name);
    await picture(page, 'nomination-change-1280');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ghi lại' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    const region = page.getByRole('region', { name: 'Đề nghị khen thưởng' });
    await region.getByText(better).waitFor();
    expect(await region.getByText('Năng suất vượt định mức.').count()).toBe(0);
    const after = await officer.get<{ achievement: string; state: string; receiver: { name: string; directWorker: boolean } }>(`/api/awards/nominations/${id}`);
    expect(after).toMatchObject({ achievement: better, state: 'DRAFT', receiver: { name, directWorker: true } });
  }, TEST_MS);

  it('WEL-04: a housing case, with a phone: a sum above the ceiling is said while it is typed, the draft is kept and saved', async () => {
    const name = `Lê Thị Nhà Dột ${unique()}`;
    const officer = await signIn(OFFICER);
    const { items: [programme] } = await officer.get<{ items: { ceilings: { REPAIR: { ceilingVnd: number } } }[] }>(`/api/welfare/housing-programmes?limit=1&own=true&year=${yearOf(today)}`);
    const { ceilingVnd } = programme!.ceilings.REPAIR;
    const { id, dossierId } = await officer.post<{ id: string; dossierId: string }>('/api/welfare/housing-cases', {
      unitCode: UNION, housingKind: 'REPAIR', memberName: name, householdKey: `HK-${unique()}`, landRight: 'OWNED', place: 'Ngõ 1', hardship: 'Nhà dột nát.', amountVnd: 10_000_000,
    });
    const page = await openAs(PHONE, OFFICER, `/dossiers/welfare/${dossierId}`);
    const typing = await opened(page, 'Sửa hồ sơ');
    await typing.getByLabel(/^Số tiền/).fill(String(ceilingVnd + 1));
    await typing.getByText('Vượt mức tối đa của chương trình.').waitFor();
    expect(await typing.getByRole('button', { name: 'Ghi lại' }).isDisabled()).toBe(true);
    await picture(page, 'housing-over-ceiling-390');
    expect(await faultsOf(page)).toEqual([]);
    await typing.getByLabel(/^Số tiền/).fill(String(ceilingVnd));
    await typing.getByText('Vượt mức tối đa của chương trình.').waitFor({ state: 'detached' });
    await typing.getByLabel(/^Địa chỉ nhà/).fill('Ngõ 2, nhà số 3');
    await page.reload();
    const dialog = await opened(page, 'Sửa hồ sơ');
    await dialog.getByText(/Đã khôi phục bản nháp/).waitFor();
    expect(await dialog.getByLabel(/^Địa chỉ nhà/).inputValue()).toBe('Ngõ 2, nhà số 3');
    expect((await dialog.getByLabel(/^Số tiền/).inputValue()).replaceAll('.', '')).toBe(String(ceilingVnd));
    await dialog.getByRole('button', { name: 'Ghi lại' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('region', { name: 'Thông tin hồ sơ' }).getByText('Ngõ 2, nhà số 3').waitFor();
    expect(await officer.get(`/api/welfare/housing-cases/${id}`)).toMatchObject({ state: 'DRAFT', amountVnd: ceilingVnd, place: 'Ngõ 2, nhà số 3', memberName: name, landRight: 'OWNED' });
  }, TEST_MS);
});

/** A round of the last days, launched on paper: one officer recorded it, the head confirmed it. */
async function roundOfLastDays(mark: string, recorder: GatewaySession, head: GatewaySession): Promise<string> {
  const decidedOn = addDays(today, -6);
  const { items: posts } = await head.get<{ items: { id: string; post: string }[] }>(`/api/membership/units/ha-noi/posts?asOf=${decidedOn}`);
  const file = await recorder.upload<{ id: string }>('/api/campaigns/files', { bytes: SAMPLE_PDF, type: 'application/pdf', name: 'ke-hoach.pdf' });
  const { id } = await recorder.post<{ id: string }>('/api/campaigns/decisions', {
    kind: 'PLAN_ISSUED', issuerCode: 'ha-noi', number: `${mark}/KH`, decidedOn, signerPostId: posts.find(({ post }) => post === 'CHAIR')!.id, fileId: file.id,
    items: [{
      code: `ha-noi-ke-hoach-${mark}`, title: `Kế hoạch đợt đã qua ${mark}`, year: yearOf(decidedOn), startsOn: addDays(today, -5), endsOn: addDays(today, -1),
      rounds: [{ label: '5 ngày', startsOn: addDays(today, -5), endsOn: addDays(today, -1), launch: { registrationUntil: addDays(today, -3), groups: [{ ordinal: 1, title: 'Công trình, phần việc', indicators: ['WORK_G', 'WORK_S'] }] } }],
    }],
  });
  await head.post(`/api/campaigns/decisions/${id}/confirmation`, {});
  const { items: [round] } = await head.get<{ items: { code: string }[] }>(`/api/campaigns/rounds?plan=ha-noi-ke-hoach-${mark}&limit=1`);
  return round!.code;
}

it('CMP-17: a work entered from paper by one and confirmed by another stands in the round when it is closed and its summary frozen', async () => {
  const mark = unique();
  const [recorder, head] = [await signIn('c.can-bo'), await signIn('c.chu-tich')];
  const code = await roundOfLastDays(mark, recorder, head);
  const round = () => head.get<{ state: string; closedOn: string | null; counts: { works: { verified: number } } }>(`/api/campaigns/rounds/${code}`);

  const officer = await openAs(DESKTOP, 'c.can-bo', '/decisions/campaigns/new');
  await settled(officer);
  await officer.getByLabel(/^Loại việc/).selectOption('WORK_VERIFIED');
  await officer.getByLabel(/^Số quyết định/).fill(`${mark}/BB`);
  await officer.getByLabel(/^Ngày quyết định/).fill(typedDay(today));
  await officer.getByLabel(/^Ngày quyết định/).press('Enter');
  await officer.getByLabel(/^Người ký/).selectOption({ index: 1 });
  await officer.locator('input[type="file"]').setInputFiles({ name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: SAMPLE_PDF });
  await officer.getByText('bien-ban.pdf', { exact: true }).waitFor();
  const items = officer.locator('section').filter({ has: officer.getByRole('heading', { name: 'Các mục', exact: true }) });
  await items.getByLabel(/^Mã đợt/).fill(code);
  await items.getByLabel(/^Mã đơn vị/).fill('phuong-1');
  await items.getByLabel(/^Loại/).selectOption('TASK');
  await items.getByLabel(/^Tên/).fill(`Phần việc từ giấy ${mark}`);
  await items.getByLabel(/^Cấp/).selectOption('S');
  for (const [label, day] of [[/^Ngày đăng ký/, addDays(today, -4)], [/^Ngày hoàn thành/, addDays(today, -2)]] as const) {
    await items.getByLabel(label).fill(typedDay(day));
    await items.getByLabel(label).press('Enter');
  }
  await items.getByRole('button', { name: 'Thêm mục này' }).click();
  await items.getByRole('region', { name: 'Các mục đã nhập' }).getByText(`Phần việc từ giấy ${mark}`).waitFor();
  await picture(officer, 'paper-work-1280', true);
  expect(await faultsOf(officer)).toEqual([]);
  await officer.getByRole('button', { name: 'Ghi lại' }).click();
  await officer.waitForURL(/\/decisions\/campaigns\/[0-9a-f-]{36}/);
  await officer.getByText('Người ghi không được tự xác nhận.').waitFor();
  expect(await officer.getByRole('button', { name: 'Xác nhận', exact: true }).isDisabled()).toBe(true);
  expect((await round()).counts.works.verified).toBe(0);

  const page = await openAs(DESKTOP, 'c.chu-tich', new URL(officer.url()).pathname);
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await page.getByText('Đã xác nhận; các mục đã có hiệu lực.').waitFor();
  expect((await round()).counts.works.verified).toBe(1);

  await page.goto(`/emulation/rounds/${code}`);
  const step = doorsOf(page);
  await step('Kết thúc đợt');
  await step('Tổng kết', (dialog) => dialog.getByLabel(/^Công trình, phần việc/).fill('Một phần việc hoàn thành trong đợt.'));
  await page.getByRole('link', { name: 'Báo cáo tổng kết' }).click();
  await page.getByRole('heading', { level: 1, name: /^Tổng kết đợt thi đua 5 ngày/ }).waitFor();
  await page.getByText('Một phần việc hoàn thành trong đợt.').waitFor();
  await settled(page);
  await picture(page, 'round-frozen-1280', true);
  expect(await faultsOf(page)).toEqual([]);
  expect(await round()).toMatchObject({ state: 'SUMMARISED', closedOn: today });
  const { groups } = await head.get<{ groups: { text: string; figures: { indicator: string; value: string }[] }[] }>(`/api/campaigns/rounds/${code}/summary`);
  expect(groups.map(({ text, figures }) => [text, figures.map(({ indicator, value }) => [indicator, value])])).toEqual([['Một phần việc hoàn thành trong đợt.', [['WORK_G', '0'], ['WORK_S', '1']]]]);
}, TEST_MS);
