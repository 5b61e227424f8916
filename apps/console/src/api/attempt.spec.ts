import { Attempt } from './attempt';

it('makes one write of a double click', async () => {
  const send = jest.fn((key: string) => Promise.resolve(key));
  const attempt = new Attempt<string>();
  const [first, second] = await Promise.all([attempt.run('a', send), attempt.run('a', send)]);
  expect(send).toHaveBeenCalledTimes(1);
  expect(first).toBe(second);
  await attempt.run('a', send);
  expect(send).toHaveBeenCalledTimes(1);
});

it('keeps the key when the line was lost, and takes another for other content', async () => {
  const keys: string[] = [];
  const attempt = new Attempt<string>();
  await attempt.run('a', (key) => { keys.push(key); return Promise.reject(new Error('lost')); }).catch(() => undefined);
  await attempt.run('a', (key) => { keys.push(key); return Promise.resolve(key); });
  await attempt.run('b', (key) => { keys.push(key); return Promise.resolve(key); });
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[1]);
});
