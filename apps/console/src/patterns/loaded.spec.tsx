import type { UseQueryResult } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { show } from '../../test/render';
import { Problem } from '../api/problem';
import { Loaded } from './loaded';

const failed = (problem: Problem): UseQueryResult<string, Problem> => ({ data: undefined, error: problem, refetch: () => undefined }) as unknown as UseQueryResult<string, Problem>;
const shown = (problem: Problem) => show(<Loaded query={failed(problem)}>{(data) => data}</Loaded>);

it('says of a mistyped address that there is no such page, names no field, and shows a way on', async () => {
  await shown(new Problem({ code: 'request/invalid', status: 400, errors: [{ pointer: '/params/id', detail: 'Invalid UUID' }] }));
  expect(screen.getByRole('alert')).toHaveTextContent('Không có trang này');
  expect(screen.queryByRole('listitem')).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Về việc của tôi' })).toHaveAttribute('href', '/');
});

it('names a wrong filter, for the reader can mend it where he is', async () => {
  await shown(new Problem({ code: 'request/invalid', status: 400, errors: [{ pointer: '/query/on', detail: 'Invalid date' }] }));
  expect(screen.getByRole('listitem')).toBeInTheDocument();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

it('shows a way on from a record that is not there', async () => {
  await shown(new Problem({ code: 'membership/member-not-found', status: 404 }));
  expect(screen.getByRole('alert')).not.toHaveTextContent('Không có trang này');
  expect(screen.getByRole('link', { name: 'Về việc của tôi' })).toBeInTheDocument();
});
