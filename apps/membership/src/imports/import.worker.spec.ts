jest.mock('@doanket/contracts', () => {
  throw new Error('The contracts are loaded');
});

it('the thread that reads files loads no contracts: their schemas take 50 MB in every thread', () => {
  // It is no thread here, and says so once all that it needs is loaded.
  expect(() => jest.requireActual('./import.worker')).toThrow('This file runs as a worker thread');
});
