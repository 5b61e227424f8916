import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { getMemberTimeline, listReadings, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { MemberRecordsService } from './member-records.service';

@Controller()
export class MemberRecordsController {
  constructor(private readonly records: MemberRecordsService) {}

  @Handle(listReadings)
  readings(@Input() input: InputOf<typeof listReadings>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listReadings>> {
    return this.records.readings(input, principal);
  }

  @Handle(getMemberTimeline)
  timeline(@Input() input: InputOf<typeof getMemberTimeline>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getMemberTimeline>> {
    return this.records.timeline(input, principal);
  }
}
