import type { ComposedRemote, Composition } from '@flotilla/contracts';
import type { Federation } from '@flotilla/federation';

/** What is asked of the page. */
type PageInUse = Pick<Federation, 'composition' | 'find' | 'state' | 'isHeld'>;

/**
 * `take`: the page can go on with the other composition as it is; `ending` are the remotes whose next use starts another
 * build, or which are gone. `wait`: it could if these places were not on the page; `reload`: it takes a reload.
 */
type LiveUpdatePlan =
	| { kind: 'take'; ending: readonly string[] }
	| { kind: 'wait'; places: readonly string[] }
	| { kind: 'reload' };

/**
 * What it would take to bring a page from its composition to another one. All differences or none: as long as one of
 * them is on the page, the page stays with what it has.
 */
export const planLiveUpdate = (page: PageInUse, next: Composition): LiveUpdatePlan => {
	const { composition } = page;
	// The shell runs the page, and provides what remotes share; a channel or a link is somebody's choice.
	const isOfAnother = next.channel !== composition.channel || composition.preview !== undefined;
	if (isOfAnother || !isSame(next.shell, composition.shell)) return { kind: 'reload' };
	// Somebody chose another build here for now: no composition says what goes with that.
	const isAsComposed = ({ app }: ComposedRemote) =>
		[composition, next].some((one) => isSame(page.find(app), remoteOf(one, app)));
	if (!composition.remotes.every(isAsComposed)) return { kind: 'reload' };

	const changes = changesBetween(composition, next);
	const ending = changes.filter(({ app, after }) => !isSame(page.find(app), after)).map(({ app }) => app);
	const places = [
		...ending.filter((app) => page.isHeld(app) || page.state(app).status === 'starting'),
		...changes.flatMap(changedSlots).filter(page.isHeld),
	];
	return places.length > 0 ? { kind: 'wait', places: [...new Set(places)] } : { kind: 'take', ending };
};

interface RemoteChange {
	app: string;
	/** Undefined: it comes. */
	before: ComposedRemote | undefined;
	/** Undefined: it goes. */
	after: ComposedRemote | undefined;
}

const changesBetween = (from: Composition, to: Composition): RemoteChange[] => {
	const apps = new Set([...from.remotes, ...to.remotes].map(({ app }) => app));
	return [...apps]
		.map((app) => ({ app, before: remoteOf(from, app), after: remoteOf(to, app) }))
		.filter(({ before, after }) => !isSame(before, after));
};

const remoteOf = ({ remotes }: Composition, app: string) => remotes.find((remote) => remote.app === app);

/** A version stands for one build for ever, but one build may have several versions, and pages report those. */
const isSame = (one: Composition['shell'] | undefined, other: Composition['shell'] | undefined): boolean =>
	one?.app === other?.app && one?.version === other?.version && one?.build === other?.build;

/** The slots that a remote fills in another way than before: where one is on the page, that would change under the person's eyes. */
const changedSlots = ({ before, after }: RemoteChange): string[] => {
	const fillings = (remote: ComposedRemote | undefined, name: string) =>
		JSON.stringify(remote?.manifest.slots.filter(({ slot }) => slot === name) ?? []);
	const names = new Set([before, after].flatMap((remote) => remote?.manifest.slots.map(({ slot }) => slot) ?? []));
	return [...names].filter((name) => fillings(before, name) !== fillings(after, name));
};
