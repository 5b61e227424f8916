import { environmentFailPoints, FailPoints } from '@doanket/messaging';
import { Module } from '@nestjs/common';

/** Places of long work at which a fault test kills the process; one count for all of them. */
@Module({ providers: [{ provide: FailPoints, useFactory: () => environmentFailPoints() }], exports: [FailPoints] })
export class FailPointsModule {}
