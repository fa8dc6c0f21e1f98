import { remoteBuild, shellBuild } from '../../apps/registry/src/testing/build-folders.ts';
import { startTestRegistry } from '../../apps/registry/src/testing/start-test-registry.ts';
import { createRandom } from '../bench/statistics/random.ts';

export interface CanarySoakOptions {
	/** Canaries, by turns one that throws on 20 % of its loads and a healthy one. */
	rounds: number;
	seed: number;
	report(line: string): void;
	/** Page loads after which a canary has to be decided. Default 3,000. */
	maximumSessions?: number;
}

/** Of sessions that fail in every build, as extensions and broken networks see to. */
const backgroundRate = 0.001;
const harmfulRate = 0.2;
/** Page loads at the same time, between two looks at what was decided. */
const atOnce = 20;

const addressOfBeacons = /<meta name="flotilla-beacons" content="([^"]+)">/;

/**
 * Canaries over a real registry, by HTTP alone: every session is a new browser that loads a page, is given a build, and
 * tells how it fared. Resolves with decisions that were wrong, of which one in a hundred is allowed, and all else.
 */
export const soakCanary = async ({
	rounds,
	seed,
	report,
	maximumSessions = 3_000,
}: CanarySoakOptions): Promise<string[]> => {
	const random = createRandom(seed);
	const registry = await startTestRegistry({ beaconsPerMinute: 0, canaryInterval: 20 });
	const problems: string[] = [];
	const wrong: string[] = [];
	try {
		await registry.publish(shellBuild(), '1.0.0');
		await registry.publish(remoteBuild({ text: 'first' }), '1.0.0');

		/** One browser's visit. */
		const visit = async (candidate: string, failingRate: number): Promise<void> => {
			const page = await fetch(`${registry.url}/users`, { headers: { accept: 'text/html' } });
			const compositionId = page.headers.get('x-flotilla-composition') ?? '';
			const address = addressOfBeacons.exec(await page.text())?.[1];
			// It was decided while this one was on its way.
			if (address === undefined) return;
			const rate = compositionId === candidate ? failingRate : backgroundRate;
			const failing = random() < rate ? 1 : 0;
			const apps = [
				{ app: 'users', sessions: 1, failingSessions: failing, loads: 1, loadFailures: failing, uncaughtErrors: 0 },
			];
			const { status } = await fetch(registry.url + address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ compositionId, apps }),
			});
			if (status !== 204) problems.push(`A beacon was answered with ${status}.`);
		};

		for (let round = 1; round <= rounds; round += 1) {
			const isHarmful = round % 2 === 1;
			const version = `1.${round}.0`;
			await registry.publish(remoteBuild({ text: version }), version, { channel: 'store' });
			await registry.client.setCanary('production', 'users', { version, percent: 50 });
			const [candidate = ''] = (await registry.client.channel('production')).canaryCompositionIds;
			let sessions = 0;
			const isRunning = async () => (await registry.client.canaries('production')).length > 0;
			while (sessions < maximumSessions && (await isRunning())) {
				const rate = isHarmful ? harmfulRate : backgroundRate;
				await Promise.all(Array.from({ length: atOnce }, () => visit(candidate, rate)));
				sessions += atOnce;
			}
			const [canary] = await registry.client.canaries('production', { app: 'users', all: true });
			const state = canary?.version === version ? canary.state : 'unknown';
			report(`${version} ${isHarmful ? 'throws on 20 %' : 'is healthy'}: ${state} after ${sessions} sessions`);
			if (state === (isHarmful ? 'promoted' : 'rolled-back')) wrong.push(`${version} was ${state}.`);
			else if (state !== (isHarmful ? 'rolled-back' : 'promoted')) problems.push(`${version} is ${state}.`);
			if (state === 'running') await registry.client.stopCanary('production', 'users');
		}
	} finally {
		await registry.dispose();
	}
	report(`${wrong.length} of ${rounds} decisions were wrong`);
	return [...problems, ...(wrong.length > rounds / 100 ? wrong : [])];
};
