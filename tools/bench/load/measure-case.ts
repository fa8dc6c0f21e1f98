import type { Browser } from 'playwright-core';
import { type Conditions, openVisitor, type Sample } from './measure/open-visitor.ts';
import type { CaseName } from './read-options.ts';
import type { ServedVariant } from './serve/serve-variants.ts';

interface MeasureCaseOptions extends Conditions {
	browser: Browser;
	variant: ServedVariant;
	account: { email: string; password: string };
}

/** One sample of a case, by a visitor of its own. */
export const measureCase = async (name: CaseName, { variant, ...options }: MeasureCaseOptions): Promise<Sample> => {
	const visitor = await openVisitor({ ...options, url: variant.url, serviceWorker: name === 'worker' });
	try {
		switch (name) {
			case 'cold':
				return await visitor.loadUsers();
			case 'navigation':
				return await visitor.goToUsers();
			case 'warm':
				await visitor.loadUsers();
				return await visitor.loadUsers();
			case 'worker':
				await visitor.workerIsReady();
				return await visitor.loadUsers();
			case 'deploy':
				await visitor.loadUsers();
				await variant.deploy('after');
				return await visitor.loadUsers();
		}
	} finally {
		await visitor.close();
		if (name === 'deploy') await variant.deploy('before');
	}
};
