/**
 * How people sign in: deploy/keycloak/authentication.json. A flow never changes: sign-ins are under way in it. A changed one
 * gets a new name, and the realm moves over in one step.
 */
import { differs, named } from './realm-diff.mjs';

/**
 * @typedef {import('./realm.mjs').Json} Json
 * @typedef {import('./realm.mjs').Api} Api
 * @typedef {object} Step
 * @property {string} [authenticator]
 * @property {string} [flow] Name of the steps below it.
 * @property {string} [description]
 * @property {'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED'} requirement
 * @property {{ alias: string, config: Record<string, string> }} [config]
 * @property {Step[]} [executions]
 * @typedef {{ alias: string, description: string, executions: Step[] }} Flow
 */

/**
 * Makes the flows that are missing, and anew those whose making was broken off. Throws for one in use that differs.
 * @param {Api} api
 * @param {readonly Flow[]} flows
 */
export async function flowsChanged(api, flows) {
  const realm = await api.get('');
  const changes = [];
  for (const { alias, description, executions } of flows) {
    const known = (await api.get('/authentication/flows')).find((/** @type {Json} */ one) => one.alias === alias);
    if (known && JSON.stringify(await stepsOf(api, alias)) === JSON.stringify(flatten(executions, 0))) continue;
    if (realm.browserFlow === alias) throw new Error(`Keycloak's flow "${alias}" is not as described: give the changed one a new name in deploy/keycloak/authentication.json and where it is named`);
    if (known) await api.remove(`/authentication/flows/${known.id}`);
    await api.post('/authentication/flows', { alias, description, providerId: 'basic-flow', topLevel: true, builtIn: false });
    await stepsMade(api, alias, executions);
    changes.push(`flow ${alias}: made`);
  }
  return changes;
}

/**
 * Flows of ours that are described no more; nothing points to them by now.
 * @param {Api} api
 * @param {readonly Flow[]} flows
 */
export async function unusedFlowsRemoved(api, flows) {
  const changes = [];
  for (const { id, alias, builtIn, topLevel } of await api.get('/authentication/flows')) {
    if (builtIn || !topLevel || flows.some((flow) => flow.alias === alias)) continue;
    await api.remove(`/authentication/flows/${id}`);
    changes.push(`flow ${alias}: removed`);
  }
  return changes;
}

/**
 * @param {Api} api
 * @param {readonly Json[]} wanted
 */
export async function requiredActionsChanged(api, wanted) {
  const current = await api.get('/authentication/required-actions');
  const changes = [];
  for (const action of wanted) {
    const known = named(current, 'alias', action.alias);
    if (!differs(action, known)) continue;
    await api.put(`/authentication/required-actions/${action.alias}`, { ...known, ...action });
    changes.push(`required action ${action.alias}`);
  }
  return changes;
}

/**
 * @param {Api} api
 * @param {string} parent
 * @param {readonly Step[]} steps
 */
async function stepsMade(api, parent, steps) {
  const path = `/authentication/flows/${encodeURIComponent(parent)}/executions`;
  for (const { authenticator, flow, description, requirement, config, executions } of steps) {
    if (flow) await api.post(`${path}/flow`, { alias: flow, description, type: 'basic-flow', provider: 'registration-page-form' });
    else await api.post(`${path}/execution`, { provider: authenticator });
    const made = (await api.get(path)).filter((/** @type {Json} */ one) => one.level === 0).at(-1);
    await api.put(path, { ...made, requirement });
    if (config) await api.post(`/authentication/executions/${made.id}/config`, config);
    if (flow) await stepsMade(api, flow, executions ?? []);
  }
}

/**
 * @param {Api} api
 * @param {string} alias
 */
async function stepsOf(api, alias) {
  const steps = [];
  for (const step of await api.get(`/authentication/flows/${encodeURIComponent(alias)}/executions`)) {
    const config = step.authenticationConfig ? (await api.get(`/authentication/config/${step.authenticationConfig}`)).config : null;
    steps.push([step.level, step.providerId ?? step.displayName, step.requirement, config]);
  }
  return steps;
}

/**
 * @param {readonly Step[]} steps
 * @param {number} level
 * @returns {unknown[]}
 */
function flatten(steps, level) {
  return steps.flatMap(({ authenticator, flow, requirement, config, executions }) => [[level, authenticator ?? flow, requirement, config?.config ?? null], ...flatten(executions ?? [], level + 1)]);
}
