import { Inject } from '@nestjs/common';

export const CONFIG = Symbol('doanket:config');

/** Injects the parsed configuration of the service: `@InjectConfig() private readonly config: MembershipConfig`. */
export const InjectConfig = (): PropertyDecorator & ParameterDecorator => Inject(CONFIG);
