import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { addTitle, type InputOf, listTitles } from '@doanket/contracts';
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

  @Handle(addTitle)
  add(@Input() input: InputOf<typeof addTitle>, @CurrentPrincipal() principal: Principal) {
    return this.titles.add(principal, input.body);
  }
}
