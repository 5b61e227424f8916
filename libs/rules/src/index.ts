export * from './rule-book';
export * from './rule-book.errors';
export * from './rule-book.migration';
export * from './rule-desk';
export * from './rule-follower';
export * from './rules.module';
