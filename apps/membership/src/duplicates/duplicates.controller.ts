import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { dismissDuplicate, listDuplicates, mergePersons, previewMerge, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { DuplicatesService } from './duplicates.service';

@Controller()
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicatesService) {}

  @Handle(listDuplicates)
  list(@Input() input: InputOf<typeof listDuplicates>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listDuplicates>> {
    return this.duplicates.list(input, principal);
  }

  @Handle(previewMerge)
  preview(@Input() input: InputOf<typeof previewMerge>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof previewMerge>> {
    return this.duplicates.preview(input, principal);
  }

  @Handle(mergePersons)
  merge(@Input() input: InputOf<typeof mergePersons>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof mergePersons>> {
    return this.duplicates.merge(input, principal);
  }

  @Handle(dismissDuplicate)
  dismiss(@Input() input: InputOf<typeof dismissDuplicate>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof dismissDuplicate>> {
    return this.duplicates.dismiss(input, principal);
  }
}
