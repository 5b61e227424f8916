import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type InputOf, listTitles, proposeTitle } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { TitlesService } from './titles.service';

@Controller()
export class TitlesController {
  constructor(private readonly titles: TitlesService) {}

  @Handle(listTitles)
  list(@Input() input: InputOf<typeof listTitles>) {
    return this.titles.list(input);
  }

  @Handle(proposeTitle)
  propose(@Input() input: InputOf<typeof proposeTitle>, @CurrentPrincipal() principal: Principal) {
    return this.titles.propose(principal, input.body);
  }
}
