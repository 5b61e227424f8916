import type { HousingView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { fireEvent, screen } from '@testing-library/react';
import { show } from '../../test/render';
import { clock } from '../api/clock';
import { HousingForm } from './housing-form';

const thisYear = yearOf(clock.today());
const programme = (year: number, unitCode: string, repairVnd: number, heldTo = repairVnd) => ({
  id: `0196f7c0-0000-7000-8000-00000000${year}`, unitCode, year, budgetVnd: 1_000_000_000, buildVnd: 60_000_000, repairVnd, dossierDueOn: null, workDueOn: null, decisionNumber: `${year}/QĐ`, decidedOn: `${year}-01-10`, approvedVnd: 0, paidVnd: 0, leftVnd: 1_000_000_000, version: 1,
  ceilings: { BUILD: { ceilingVnd: 60_000_000, decisionNumber: `${year}/QĐ` }, REPAIR: { ceilingVnd: heldTo, decisionNumber: heldTo === repairVnd ? `${year}/QĐ` : '15/QĐ-LĐLĐ' } },
});

/** What the service has, newest first; it answers as it is asked: own city, one year. */
let programmes: ReturnType<typeof programme>[] = [];
let isDown = false;
beforeEach(() => {
  localStorage.clear();
  isDown = false;
  global.fetch = jest.fn(async (url: RequestInfo | URL) => {
    const { searchParams } = new URL(String(url), 'https://doanket.test');
    const asked = (one: { year: number; unitCode: string }): boolean => (!searchParams.has('year') || one.year === Number(searchParams.get('year'))) && (!searchParams.has('own') || one.unitCode === 'ha-noi');
    const body = isDown ? { type: 'about:blank', title: 'Dịch vụ đang bận', status: 429 } : { items: programmes.filter(asked).slice(0, Number(searchParams.get('limit'))), nextCursor: null };
    return { ok: !isDown, status: isDown ? 429 : 200, headers: new Headers({ 'content-type': 'application/json' }), json: async () => body, text: async () => JSON.stringify(body) } as Response;
  });
});

const type = (sum: number): void => {
  fireEvent.change(screen.getByLabelText(/^Hình thức/), { target: { value: 'REPAIR' } });
  fireEvent.change(screen.getByLabelText(/^Số tiền/), { target: { value: String(sum) } });
};
const OVER = 'Vượt mức tối đa của chương trình.';

it('WEL-04: a sum above the ceiling is said while it is typed, the ceiling itself is none', async () => {
  programmes = [programme(thisYear, 'ha-noi', 30_000_000)];
  await show(<HousingForm onClose={jest.fn()} />);
  type(30_000_000);
  expect(await screen.findByText(`Mức tối đa 30.000.000 đ (theo ${thisYear}/QĐ).`)).toBeInTheDocument();
  expect(screen.queryByText(OVER)).toBeNull();
  type(30_000_001);
  expect(screen.getByText(OVER)).toBeInTheDocument();
});

it('WEL-04: it is the programme of the own city and of the year, not the newest one there is', async () => {
  programmes = [programme(thisYear + 1, 'ha-noi', 50_000_000), programme(thisYear, 'noi-khac', 50_000_000), programme(thisYear, 'ha-noi', 30_000_000)];
  await show(<HousingForm onClose={jest.fn()} />);
  type(30_000_001);
  expect(await screen.findByText(OVER)).toBeInTheDocument();
});

it('WEL-04: the draft of a year stays under the programme of that year', async () => {
  programmes = [programme(thisYear, 'ha-noi', 50_000_000), programme(thisYear - 1, 'ha-noi', 30_000_000)];
  const housing = { id: '0196f7c0-0000-7000-8000-000000000009', version: 1, memberName: 'Lê Thị Mẫu', memberSince: null, housingKind: 'REPAIR', amountVnd: 30_000_000, landRight: 'OWNED', place: 'Hà Nội', personId: null, unitCode: 'tay-ho', programmeYear: thisYear - 1 } as HousingView;
  await show(<HousingForm housing={housing} onClose={jest.fn()} />);
  expect(await screen.findByText(/Mức tối đa 30\.000\.000 đ/)).toBeInTheDocument();
  type(30_000_001);
  expect(screen.getByText(OVER)).toBeInTheDocument();
});

it('WEL-01: a rule below the programme is the ceiling, with its own decision', async () => {
  programmes = [programme(thisYear, 'ha-noi', 30_000_000, 15_000_000)];
  await show(<HousingForm onClose={jest.fn()} />);
  type(15_000_001);
  expect(await screen.findByText('Mức tối đa 15.000.000 đ (theo 15/QĐ-LĐLĐ).')).toBeInTheDocument();
  expect(screen.getByText(OVER)).toBeInTheDocument();
});

it('says that the ceiling could not be read, instead of none', async () => {
  isDown = true;
  await show(<HousingForm onClose={jest.fn()} />);
  type(30_000_001);
  expect(await screen.findByRole('alert')).toBeInTheDocument();
});
