import type { IntegrationView } from '@doanket/contracts';
import { fireEvent, screen } from '@testing-library/react';
import { show } from '../../test/render';
import { SigningKeyDialog, WebhookDialog } from './webhook-doors';

const integration: IntegrationView = { clientId: 'partner-bhxh', name: 'Bảo hiểm xã hội', webhookUrl: null, webhookState: 'NONE', webhookKeyId: null, failures: 0, parkedAt: null, hasSigningKey: false, lastSequence: 0, version: 1 };
const sent = jest.fn();
beforeEach(() => {
  sent.mockReset();
  global.fetch = jest.fn(async (url: RequestInfo | URL, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as { url?: string | null };
    sent(String(url), body);
    return { ok: true, status: 200, headers: new Headers(), json: async () => ({ ...integration, webhookUrl: body.url ?? null, secret: body.url === null ? null : 'whsec-mot-lan' }) } as Response;
  });
});

it('SOC-09: shows the secret once, and keeps it nowhere', async () => {
  const close = jest.fn();
  await show(<WebhookDialog integration={integration} onClose={close} />);
  fireEvent.change(screen.getByLabelText('Địa chỉ'), { target: { value: 'https://bhxh.example/notices' } });
  fireEvent.click(screen.getByRole('button', { name: 'Đặt địa chỉ' }));
  expect(await screen.findByText('whsec-mot-lan')).toBeInTheDocument();
  expect(sent).toHaveBeenCalledWith('/api/membership/partners/partner-bhxh/webhook', { url: 'https://bhxh.example/notices' });
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('whsec');
  fireEvent.click(screen.getByRole('button', { name: 'Đã chép' }));
  expect(close).toHaveBeenCalledTimes(1);
});

it('an address that is none is said before it is sent', async () => {
  await show(<WebhookDialog integration={integration} onClose={jest.fn()} />);
  fireEvent.change(screen.getByLabelText('Địa chỉ'), { target: { value: 'bhxh.example' } });
  expect(screen.getByText('Bắt đầu bằng http:// hoặc https://.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Đặt địa chỉ' })).toBeDisabled();
});

it('no address means no notices, and there is no secret to show', async () => {
  await show(<WebhookDialog integration={{ ...integration, webhookUrl: 'https://bhxh.example/n', webhookState: 'PARKED' }} onClose={jest.fn()} />);
  fireEvent.change(screen.getByLabelText('Địa chỉ'), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Ngừng gửi thông báo' }));
  expect(await screen.findByText('Không gửi thông báo nữa.')).toBeInTheDocument();
  expect(sent.mock.calls[0]?.[1]).toEqual({ url: null });
});

it('a signing key is left as PEM, and leaving it empty takes it away', async () => {
  localStorage.clear();
  await show(<SigningKeyDialog clientId="partner-bhxh" onClose={jest.fn()} />);
  const field = screen.getByLabelText('Khóa công khai (PEM)');
  fireEvent.change(field, { target: { value: 'MCowBQ' } });
  expect(screen.getByRole('button', { name: 'Ghi lại' })).toBeDisabled();
  fireEvent.change(field, { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Ghi lại' }));
  await screen.findByText('Đã ghi nhận.');
  expect(sent.mock.calls[0]).toEqual(['/api/membership/partners/partner-bhxh/signing-key', { publicKey: null }]);
});
