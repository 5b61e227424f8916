import { Module } from '@nestjs/common';
import { LiveDecisionsModule } from '../decisions/live-decisions.module';
import { DirectorySourceModule } from '../directory/directory-source.module';
import { PersonsModule } from '../persons/persons.module';
import { PostsModule } from '../posts/posts.module';
import { UnitsModule } from '../units/units.module';
import { GroupsController } from './groups.controller';
import { GroupsService } from './groups.service';

@Module({ imports: [LiveDecisionsModule, DirectorySourceModule, PersonsModule, PostsModule, UnitsModule], controllers: [GroupsController], providers: [GroupsService] })
export class GroupsModule {}
