import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { show } from '../../../test/render';
import { DaySlider } from './day-slider';
import { TreeDifferences } from './tree-difference';
import type { TreeSource } from './tree-types';
import { UnitTree } from './unit-tree';

const children = jest.fn((parent: string | null, day: string) => Promise.resolve(
  parent === null ? [{ code: 'ha-noi', name: 'Hà Nội', hasChildren: true }]
    : day < '2025-07-01' ? [{ code: 'tay-ho', name: 'LĐLĐ quận Tây Hồ', hasChildren: false }, { code: 'cau-giay', name: 'LĐLĐ quận Cầu Giấy', hasChildren: false }] : [{ code: 'phuong-1', name: 'Công đoàn phường 1', hasChildren: false }],
));
const source: TreeSource = { key: 'test', children, find: () => Promise.resolve([]) };

function Tree({ day, onSelect = () => undefined }: { day: string; onSelect?: (code: string) => void }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return <UnitTree label="Cây" source={source} day={day} open={open} onOpen={setOpen} selected={null} onSelect={(node) => onSelect(node.code)} />;
}

it('ORG-01: opens a node lazily by keyboard and shows the tree of the day', async () => {
  const onSelect = jest.fn();
  await show(<Tree day="2019-11-27" onSelect={onSelect} />);
  const root = await screen.findByRole('treeitem', { name: /Hà Nội/ });
  expect(children).toHaveBeenCalledTimes(1);
  root.focus();
  fireEvent.keyDown(root, { key: 'ArrowRight' });
  expect(await screen.findByRole('treeitem', { name: /Tây Hồ/ })).toHaveAttribute('aria-level', '2');
  fireEvent.keyDown(root, { key: 'ArrowDown' });
  await waitFor(() => expect(screen.getByRole('treeitem', { name: /Tây Hồ/ })).toHaveFocus());
  fireEvent.keyDown(screen.getByRole('treeitem', { name: /Tây Hồ/ }), { key: 'Enter' });
  expect(onSelect).toHaveBeenCalledWith('tay-ho');
});

it('moves the day by marks of decisions', async () => {
  const onDay = jest.fn();
  await show(<DaySlider from="2019-01-01" to="2025-12-31" day="2019-11-27" marks={[{ day: '2025-10-01', label: '+84' }]} onDay={onDay} />);
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '27/11/2019');
  await userEvent.click(screen.getByRole('button', { name: /01\/10\/2025/ }));
  expect(onDay).toHaveBeenCalledWith('2025-10-01');
});

it('groups what changed between two days', async () => {
  await show(<TreeDifferences hrefOf={(code) => `/u/${code}`} differences={[{ code: 'tay-ho', name: 'Tây Hồ', change: 'ENDED' }, { code: 'phuong-1', name: 'Phường 1', change: 'FOUNDED' }]} />);
  expect(screen.getByText('Thành lập')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Tây Hồ' })).toHaveAttribute('href', '/u/tay-ho');
});
