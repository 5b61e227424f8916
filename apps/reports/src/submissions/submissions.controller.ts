import {
  acceptSubmission, addSubmission, changeSubmission, consolidateSubmissions, getSubmission, listSubmissions, returnSubmission, sendSubmission, type AnswerOf, type ConsolidationView, type InputOf, type SubmissionDetail, type SubmissionView,
} from '@doanket/contracts';
import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { Handle, IfMatch, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { SubmissionsService } from './submissions.service';

@Controller()
export class SubmissionsController {
  constructor(private readonly submissions: SubmissionsService) {}

  @Handle(listSubmissions)
  list(@Input() input: InputOf<typeof listSubmissions>): Promise<AnswerOf<typeof listSubmissions>> {
    return this.submissions.list(input.query);
  }

  @Handle(addSubmission)
  add(@Input() input: InputOf<typeof addSubmission>, @CurrentPrincipal() principal: Principal): Promise<SubmissionView> {
    return this.submissions.add(principal, input.body);
  }

  @Handle(getSubmission)
  get(@Input() input: InputOf<typeof getSubmission>): Promise<SubmissionDetail> {
    return this.submissions.get(input.params.id);
  }

  @Handle(changeSubmission)
  change(@Input() input: InputOf<typeof changeSubmission>, @CurrentPrincipal() principal: Principal, @IfMatch() version: number): Promise<SubmissionDetail> {
    return this.submissions.change(principal, input.params.id, input.body, version);
  }

  @Handle(sendSubmission)
  send(@Input() input: InputOf<typeof sendSubmission>, @CurrentPrincipal() principal: Principal): Promise<SubmissionView> {
    return this.submissions.send(principal, input.params.id);
  }

  @Handle(acceptSubmission)
  accept(@Input() input: InputOf<typeof acceptSubmission>, @CurrentPrincipal() principal: Principal): Promise<SubmissionView> {
    return this.submissions.accept(principal, input.params.id);
  }

  @Handle(returnSubmission)
  giveBack(@Input() input: InputOf<typeof returnSubmission>, @CurrentPrincipal() principal: Principal): Promise<SubmissionView> {
    return this.submissions.giveBack(principal, input.params.id, input.body.reason);
  }

  @Handle(consolidateSubmissions)
  consolidate(@Input() input: InputOf<typeof consolidateSubmissions>, @CurrentPrincipal() principal: Principal): Promise<ConsolidationView> {
    return this.submissions.consolidate(principal, input.body);
  }
}
