import type { ServiceName } from '@doanket/contracts';
import type { DynamicModule } from '@nestjs/common';
import { Clock } from '@doanket/kernel';
import { CONFIG } from '../config/config.provider';

/** How this process runs; tests differ from production here and nowhere else. */
export interface Runtime {
  /** Consumer, relay, sealer and timers run. Off in tests of a service, which have no broker. */
  readonly background: boolean;
  /** Answers are parsed by their contracts. */
  readonly checkAnswers: boolean;
  /** Metrics of the process (memory, event loop) are collected. */
  readonly processMetrics: boolean;
}

export const RUNTIME = Symbol('doanket:runtime');
export const PLATFORM = Symbol('doanket:platform');

/** What a service says about itself in its `app.module.ts`. */
export interface PlatformIdentity {
  readonly service: ServiceName;
  /** Path before every route; `/api/<service>` for the services of the domain, empty for the gateway. */
  readonly prefix: string;
}

class RuntimeModule {}

/** Configuration, clock and manner of running, known before any other module. */
export function runtimeModule(config: object, clock: Clock, runtime: Runtime): DynamicModule {
  return {
    module: RuntimeModule,
    global: true,
    providers: [
      { provide: CONFIG, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: RUNTIME, useValue: runtime },
    ],
    exports: [CONFIG, Clock, RUNTIME],
  };
}
