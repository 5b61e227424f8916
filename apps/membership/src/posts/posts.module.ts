import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PersonsModule } from '../persons/persons.module';
import { UnitsModule } from '../units/units.module';
import { PostDecisions } from './post-decisions';
import { PostPapers } from './post.papers';
import { PostsController } from './posts.controller';
import { PostsService } from './posts.service';

@Module({
  imports: [LiveDecisionsModule, DirectorySourceModule, UnitsModule, PersonsModule], controllers: [PostsController],
  providers: [PostsService, PostDecisions, PostPapers], exports: [PostDecisions],
})
export class PostsModule {}
