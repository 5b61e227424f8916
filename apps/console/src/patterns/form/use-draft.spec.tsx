import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../../test/render';
import { TextField } from './fields';
import { FormFrame } from './form-frame';
import { useDraft } from './use-draft';

function Form({ onSubmit }: { onSubmit: (text: string) => void }) {
  const { value, change, restoredAt, drop } = useDraft('test', { text: '' });
  return <FormFrame submit="Gửi" onSubmit={() => onSubmit(value.text)} busy={false} problem={null} restoredAt={restoredAt} onDrop={drop}><TextField label="Nội dung" value={value.text} onChange={(text) => change({ text })} /></FormFrame>;
}

it('brings back what was typed after the page was left, and can throw it away', async () => {
  const first = await show(<Form onSubmit={() => undefined} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Nội dung' }), 'Đề nghị');
  first.unmount();
  await show(<Form onSubmit={() => undefined} />);
  expect(screen.getByRole('textbox', { name: 'Nội dung' })).toHaveValue('Đề nghị');
  expect(screen.getByText(/Đã khôi phục bản nháp/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Bỏ bản nháp' }));
  expect(screen.getByRole('textbox', { name: 'Nội dung' })).toHaveValue('');
});
