import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, FixedClock } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { thingEvents } from '../test/things';
import { Consumes, DeadLetters, Messaging, MessagingModule, Outbox } from '.';

const { topic, ThingMadeV1 } = thingEvents('module');

@Injectable()
class Things {
  @Consumes(ThingMadeV1)
  onMade(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({ providers: [Things] })
class FeatureModule {}

@Module({
  providers: [
    { provide: Clock, useValue: new FixedClock('2025-06-01T00:00:00Z') },
    { provide: Transactions, useValue: { onCommit: () => undefined } },
  ],
  exports: [Clock, Transactions],
})
class CoreModule {}

describe('MessagingModule', () => {
  const create = (brokers: string[]) => Test.createTestingModule({
    imports: [
      { module: CoreModule, global: true },
      MessagingModule.forRoot({ service: 'welfare', brokers, databaseUrl: 'postgres://nobody@127.0.0.1:1/none', consumers: [Things] }),
      FeatureModule,
    ],
  }).compile();

  it('gives the outbox, the operator and the consumers of the features', async () => {
    const app = await create([]);
    const messaging = app.get(Messaging);
    expect(app.get(Outbox)).toBeInstanceOf(Outbox);
    expect(app.get(DeadLetters)).toBe(messaging.deadLetters);
    expect(messaging.consumer.topics()).toEqual([topic]);
    expect(messaging.strategy).toBeNull();
    messaging.start();
    expect(messaging.reasons()).toEqual([]);
    await messaging.stop();
  });

  it('has a relay and a transport where there are brokers', async () => {
    const messaging = (await create(['127.0.0.1:1'])).get(Messaging);
    expect(messaging.relay?.active).toBe(false);
    expect(messaging.strategy?.group).toBe('welfare');
    expect(messaging.reasons()).toEqual(['welfare: not in its consumer group']);
    expect(messaging.fatalReasons()).toEqual([]);
  });
});
