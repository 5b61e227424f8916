import { type InputOf, listHonours } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { HonoursService } from './honours.service';

@Controller()
export class HonoursController {
  constructor(private readonly honours: HonoursService) {}

  @Handle(listHonours)
  list(@Input() input: InputOf<typeof listHonours>) {
    return this.honours.list(input);
  }
}
