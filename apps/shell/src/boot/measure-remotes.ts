import type { LoadRemoteModule } from '@flotilla/federation';

/**
 * Has the browser keep how long each remote's code was on its way and its start took (User Timing): seen in its own
 * tools and in the developer panel.
 */
export const measureRemotes =
	(load: LoadRemoteModule): LoadRemoteModule =>
	async (address) => {
		const measure = (what: string, start: number) => performance.measure(`flotilla:${address.name}:${what}`, { start });
		const asked = performance.now();
		const module = await load(address);
		measure('code', asked);
		return {
			async start(context) {
				const began = performance.now();
				const running = await module.start(context);
				measure('start', began);
				return running;
			},
		};
	};
