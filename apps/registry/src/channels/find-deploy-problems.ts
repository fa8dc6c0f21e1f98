import { type BuildManifest, platformEvents } from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import { checkCompatibility, describeUnmetRange } from './check-compatibility.ts';
import { findContractProblems } from './check-contracts.ts';
import { findEndpointProblems } from './check-endpoints.ts';
import { findApiEventProblems, findEventSchemaProblems } from './check-event-schemas.ts';
import type { DeployProblem, Finding } from './deploy-problem.ts';

const findSlots = (manifests: readonly BuildManifest[]): Finding[] => {
	const shell = manifests.find(({ kind }) => kind === 'shell');
	const remotes = manifests.flatMap(({ app, remote }) => (remote === undefined ? [] : [{ app, remote }]));
	// A build of before shells said what they offer has nothing to be held against.
	const ownerSlots = new Map(remotes.map(({ app, remote }) => [app, remote.offers as readonly string[]]));
	if (shell?.platform !== undefined) ownerSlots.set('shell', shell.platform.slots);
	return remotes.flatMap(({ app, remote }) =>
		[...new Set(remote.slots.map(({ slot }) => slot))].flatMap((slot): Finding[] => {
			const owner = slot.slice(0, slot.indexOf(':'));
			const offered = ownerSlots.get(owner);
			if (offered?.includes(slot) || (owner === 'shell' && offered === undefined)) return [];
			const between = [app, owner === 'shell' && shell !== undefined ? shell.app : owner];
			const why = offered === undefined ? `${owner} is not in the channel` : `${owner} does not offer it`;
			return [
				{
					code: 'SLOT_NOT_OFFERED',
					message: `${app} fills the slot ${slot}, and ${why}.`,
					between,
					affects: [app],
					detail: { slot },
					onlyIfLost: offered === undefined,
				},
			];
		}),
	);
};

const findEvents = (manifests: readonly BuildManifest[]): Finding[] => {
	const platform = manifests.find(({ kind }) => kind === 'shell')?.platform;
	const remotes = manifests.flatMap(({ app, remote }) => (remote === undefined ? [] : [{ app, remote }]));
	const emitted = new Set<string>(platform?.events ?? platformEvents());
	for (const { remote } of remotes) for (const event of remote.events.emits) emitted.add(event);
	return remotes.flatMap(({ app, remote }) =>
		remote.events.listens
			.filter((event) => !emitted.has(event))
			.map(
				(event): Finding => ({
					code: 'EVENT_NOT_EMITTED',
					message: `${app} listens to ${event}, which nobody in the channel emits.`,
					between: [app],
					affects: [app],
					detail: { event },
					onlyIfLost: true,
				}),
			),
	);
};

const findAll = (manifests: readonly BuildManifest[], api: ApiContract | null): Finding[] => {
	const { unmet, conflicts } = checkCompatibility(manifests);
	const shell = manifests.find(({ kind }) => kind === 'shell');
	return [
		...conflicts,
		...unmet.map(
			(range): Finding => ({
				code: 'SHARED_RANGE_UNMET',
				message: describeUnmetRange(range),
				between: [range.app, ...(shell === undefined ? [] : [shell.app])],
				affects: [range.app],
				detail: { module: range.module, range: range.range, provided: range.provided },
			}),
		),
		...findSlots(manifests),
		...findEvents(manifests),
		...findContractProblems(manifests),
		...findEventSchemaProblems(manifests),
		...(api === null ? [] : [...findEndpointProblems(manifests, api), ...findApiEventProblems(manifests, api)]),
	];
};

/** The same problem, whatever the versions are that do not fit. */
const identityOf = ({ code, between, detail: { module, slot, event, endpoint, path } }: Finding): string =>
	[code, ...between, module ?? slot ?? event ?? endpoint ?? '', path ?? ''].join(' ');

/** Of equals: whoever comes brings it. In the others one app asks, and the rest cannot mend what it asks for. */
const symmetric: ReadonlySet<Finding['code']> = new Set(['SHELL_TAKEN', 'ROUTE_TAKEN', 'SIGN_IN_TAKEN']);

export interface DeployToCheck {
	/** What the channel has. */
	current: readonly BuildManifest[];
	/** What it would have. */
	next: readonly BuildManifest[];
	/** The apps that come, go or change. */
	moved: readonly string[];
	/** What the API offers. Default `null`: it is not known, and no endpoint is compared. */
	api?: ApiContract | null | undefined;
}

/**
 * What a change of a channel would break, and for whom. What was broken before is told
 * only if the app that asks for too much changes: it must not hold up whoever ships something else, a shell among them,
 * or the way back.
 */
export const findDeployProblems = ({ current, next, moved, api = null }: DeployToCheck): DeployProblem[] => {
	const before = new Set(findAll(current, api).map(identityOf));
	const isTouched = ({ code, between }: Finding) =>
		(symmetric.has(code) ? between : between.slice(0, 1)).some((app) => moved.includes(app));
	const problems = findAll(next, api)
		.filter((finding) => !before.has(identityOf(finding)) || isTouched(finding))
		.map(({ between, onlyIfLost, onlyIfNew, ...finding }): DeployProblem => {
			const asker = between[0] as string;
			// An app that is new to the channel, or says only now that it needs this, loses nothing.
			const wants = current.some(
				({ app, remote }) =>
					app === asker &&
					(remote?.slots.some(({ slot }) => slot === finding.detail.slot) ||
						remote?.events.listens.some((event) => event === finding.detail.event)),
			);
			const isNew = !before.has(identityOf({ ...finding, between }));
			const breaksNobody = (onlyIfLost && !(wants && isNew)) || (onlyIfNew && !isNew);
			const severity = breaksNobody ? 'warning' : 'error';
			return { ...finding, severity, app: between.find((app) => moved.includes(app)) ?? (moved[0] as string) };
		});
	const shellOf = (manifests: readonly BuildManifest[]) => manifests.find(({ kind }) => kind === 'shell');
	const shell = shellOf(current);
	if (shell !== undefined && shellOf(next) === undefined) {
		problems.unshift({
			code: 'SHELL_MISSING',
			severity: 'error',
			message: `Without ${shell.app} the channel has no page.`,
			app: shell.app,
			affects: current.map(({ app }) => app),
			detail: {},
		});
	}
	return problems;
};
