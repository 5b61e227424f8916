/** Neither the master key nor an old one opens a data key: the service cannot start. */
export class NoMasterKeyFits extends Error {
  constructor(id: number) {
    super(`Data key ${id} opens with neither FIELD_KEY nor one of FIELD_KEYS_OLD`);
  }
}
