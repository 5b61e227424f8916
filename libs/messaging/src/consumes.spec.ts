import type { EventOf } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { thingEvents } from '../test/things';
import { Consumes, ConsumesMany, handlersOf } from './consumes';

const { ThingMadeV1, ThingBrokenV1, OtherMadeV1 } = thingEvents('unit');
const seen: string[] = [];

class Things {
  @Consumes(ThingMadeV1)
  onMade(event: EventOf<typeof ThingMadeV1>, _tx: Tx): Promise<void> {
    seen.push(`made ${event.data.value}`);
    return Promise.resolve();
  }

  @ConsumesMany([ThingBrokenV1, OtherMadeV1], { anyOrder: true })
  onMany(events: readonly EventOf<typeof ThingBrokenV1 | typeof OtherMadeV1>[], _tx: Tx): Promise<void> {
    seen.push(`many ${events.map(({ data }) => data.value).join()}`);
    return Promise.resolve();
  }
}

describe('@Consumes', () => {
  it('binds methods to their provider', async () => {
    const handlers = handlersOf(new Things());
    expect(handlers.map(({ name, event, batch, anyOrder }) => [name, event.type, batch, anyOrder])).toEqual([
      ['Things.onMade', ThingMadeV1.type, false, false],
      ['Things.onMany', ThingBrokenV1.type, true, true],
      ['Things.onMany', OtherMadeV1.type, true, true],
    ]);
    const events = ['1', '2'].map((value) => ({ data: { thingId: 'a', value } }) as never);
    await handlers[0]!.handle(events, {} as Tx);
    await handlers[1]!.handle(events, {} as Tx);
    expect(seen).toEqual(['made 1', 'made 2', 'many 1,2']);
  });

  it('refuses a provider that was listed by mistake', () => {
    expect(() => handlersOf(new (class Nothing {})())).toThrow('Nothing consumes nothing');
  });
});
