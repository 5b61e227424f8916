import { AnswerSeal } from './sealed-answer';

it('opens an answer by the key it was sealed with, and by no other', () => {
  const seal = new AnswerSeal('account:1', 'welfare.pay', 'key-1');
  const sealed = seal.seal('{"name":"Nguyễn Văn A"}');
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('name');
  expect(new AnswerSeal('account:1', 'welfare.pay', 'key-1').open(sealed)).toBe('{"name":"Nguyễn Văn A"}');
  expect(seal.seal('x')).not.toBe(seal.seal('x'));
  for (const other of [new AnswerSeal('account:2', 'welfare.pay', 'key-1'), new AnswerSeal('account:1', 'welfare.claim', 'key-1'), new AnswerSeal('account:1', 'welfare.pay', 'key-2')]) {
    expect(() => other.open(sealed)).toThrow();
    expect(other.keyHash).not.toBe(seal.keyHash);
  }
});
