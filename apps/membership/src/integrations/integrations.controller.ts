import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { getIntegration, listNotices, replayNotices, setSigningKey, setWebhook, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { IntegrationsService } from './integrations.service';

@Controller()
export class IntegrationsController {
  constructor(private readonly integrations: IntegrationsService) {}

  @Handle(getIntegration)
  get(@Input() input: InputOf<typeof getIntegration>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getIntegration>> {
    return this.integrations.get(input.params.clientId, principal);
  }

  @Handle(setWebhook)
  setWebhook(@Input() input: InputOf<typeof setWebhook>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setWebhook>> {
    return this.integrations.setWebhook(input, principal);
  }

  @Handle(setSigningKey)
  setSigningKey(@Input() input: InputOf<typeof setSigningKey>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof setSigningKey>> {
    return this.integrations.setSigningKey(input, principal);
  }

  @Handle(listNotices)
  list(@Input() input: InputOf<typeof listNotices>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listNotices>> {
    return this.integrations.list(input, principal);
  }

  @Handle(replayNotices)
  replay(@Input() input: InputOf<typeof replayNotices>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof replayNotices>> {
    return this.integrations.replay(input, principal);
  }
}
