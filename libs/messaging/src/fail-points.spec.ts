import { FailPoints } from './fail-points';

describe('fail points', () => {
  it('kill when they are reached as often as said', () => {
    const kill = jest.fn();
    const points = new FailPoints('after-publish-before-mark:3, after-effect-before-offset', kill);
    points.hit('after-publish-before-mark');
    points.hit('after-publish-before-mark');
    points.hit('after-commit-before-publish');
    expect(kill).not.toHaveBeenCalled();
    points.hit('after-publish-before-mark');
    expect(kill).toHaveBeenCalledTimes(1);
    points.hit('after-publish-before-mark');
    expect(kill).toHaveBeenCalledTimes(1);
    points.hit('after-effect-before-offset');
    expect(kill).toHaveBeenCalledTimes(2);
  });

  it.each(['after-lunch', 'after-publish-before-mark:0', 'after-publish-before-mark:x'])('refuse %s', (setting) => {
    expect(() => new FailPoints(setting)).toThrow(RangeError);
  });

  it('do nothing when none is set', () => {
    expect(() => new FailPoints('').hit('after-effect-before-offset')).not.toThrow();
  });
});
