import { getChecksum, getRebuild, startRebuild, type AnswerOf, type InputOf, type RebuildView } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { RebuildsService } from './rebuilds.service';

@Controller()
export class RebuildsController {
  constructor(private readonly rebuilds: RebuildsService) {}

  @Handle(startRebuild)
  start(@Input() input: InputOf<typeof startRebuild>): Promise<RebuildView> {
    return this.rebuilds.start(input.body.demandEqual);
  }

  @Handle(getRebuild)
  get(@Input() input: InputOf<typeof getRebuild>): Promise<RebuildView> {
    return this.rebuilds.get(input.params.id);
  }

  @Handle(getChecksum)
  checksum(): Promise<AnswerOf<typeof getChecksum>> {
    return this.rebuilds.checksum();
  }
}
