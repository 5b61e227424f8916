import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { endPost, getPost, startPost, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { PostsService } from './posts.service';

@Controller()
export class PostsController {
  constructor(private readonly posts: PostsService) {}

  @Handle(startPost)
  start(@Input() input: InputOf<typeof startPost>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof startPost>> {
    return this.posts.start(input, principal);
  }

  @Handle(endPost)
  end(@Input() input: InputOf<typeof endPost>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof endPost>> {
    return this.posts.end(input, principal);
  }

  @Handle(getPost)
  get(@Input() input: InputOf<typeof getPost>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getPost>> {
    return this.posts.get(input.params.id, principal);
  }
}
