import { cpus, totalmem } from 'node:os';

/** What a run was measured on; absolute values say no more than this. */
export interface Machine { readonly cores: number; readonly model: string; readonly memoryGb: number; readonly node: string; readonly platform: string }

export function thisMachine(): Machine {
  return { cores: cpus().length, model: cpus()[0]?.model ?? '', memoryGb: Math.round(totalmem() / 1_024 ** 3), node: process.version, platform: process.platform };
}

export function inWords({ cores, model, memoryGb, platform, node }: Machine): string {
  return `${cores} cores (${model.trim() || 'unnamed'}), ${memoryGb} GB, ${platform}, Node.js ${node}`;
}
