import { render, screen } from '@testing-library/react';
import { mediaThat } from '../../test/media';
import { useLook, useNarrow } from './use-look';

function Look() {
  const { dark } = useLook();
  return <p>{dark ? 'dark' : 'light'} {useNarrow() ? 'cards' : 'table'}</p>;
}
const look = (): string | undefined => document.documentElement.dataset['look'];

it('follows the system unless another look was chosen on this device', () => {
  const media = mediaThat('(prefers-color-scheme: dark)');
  const { unmount } = render(<Look />);
  expect(look()).toBe('dark');
  media.set('(prefers-color-scheme: dark)', false);
  expect(look()).toBe('light');
  unmount();
  localStorage.setItem('doanket.look', 'dark');
  render(<Look />);
  expect(look()).toBe('dark');
});

it('is light on paper, at once, and dark again on the screen', () => {
  localStorage.setItem('doanket.look', 'dark');
  const media = mediaThat();
  render(<Look />);
  expect(screen.getByText('dark table')).toBeInTheDocument();
  media.set('print', true);
  expect([look(), screen.getByText(/table/).textContent]).toEqual(['light', 'light table']);
  media.set('print', false);
  expect([look(), screen.getByText(/table/).textContent]).toEqual(['dark', 'dark table']);
});

it('shows cards on a narrow screen only', () => {
  const media = mediaThat('screen and (max-width: 719px)');
  render(<Look />);
  expect(screen.getByText('light cards')).toBeInTheDocument();
  media.set('screen and (max-width: 719px)', false);
  expect(screen.getByText('light table')).toBeInTheDocument();
});
