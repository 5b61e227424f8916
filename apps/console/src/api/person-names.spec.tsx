import { screen } from '@testing-library/react';
import { show } from '../../test/render';
import { usePersonName } from './person-names';

const Name = ({ id }: { id: string }) => <span>{usePersonName(id) ?? 'ẩn'}</span>;
const id = (n: number): string => `0196f7c0-0000-7000-8000-00000000000${n}`;

it('asks once for all names drawn together, and hides who may not be read', async () => {
  const fetched = jest.fn(async (_: RequestInfo | URL) => ({ ok: true, status: 200, headers: new Headers(), json: async () => ({ items: [{ personId: id(1), fullName: 'Trần Thị An' }, { personId: id(2), fullName: 'Lê Văn Cường' }] }) }) as Response);
  global.fetch = fetched as typeof fetch;
  await show(<><Name id={id(1)} /><Name id={id(2)} /><Name id={id(1)} /><Name id={id(3)} /></>);
  expect(await screen.findAllByText('Trần Thị An')).toHaveLength(2);
  expect(screen.getByText('Lê Văn Cường')).toBeInTheDocument();
  expect(screen.getByText('ẩn')).toBeInTheDocument();
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(decodeURIComponent(String(fetched.mock.calls[0]![0])).split('=')[1]!.split(',').sort()).toEqual([id(1), id(2), id(3)]);
});
