interface ReloadOffer {
	/** Whether loading the page again was tried for this build already: it did not help, and would not the next time. */
	isSpent(build: string): boolean;
	/** Loads the page again, and notes that it did so for this build. */
	take(build: string): void;
}

interface ReloadOfferOptions {
	/** Default: the tab's own, which a reload leaves. */
	storage?: Pick<Storage, 'getItem' | 'setItem'>;
	/** Default: the browser's, which asks first where something is unsaved. */
	reload?: () => void;
}

const key = (build: string): string => `flotilla-reloaded-for:${build}`;

/** Loading the page again, offered once for a build: a page never does it by itself, and nobody goes round in circles. */
export const createReloadOffer = ({
	storage = sessionStorage,
	reload = () => window.location.reload(),
}: ReloadOfferOptions = {}): ReloadOffer => ({
	isSpent(build) {
		try {
			return storage.getItem(key(build)) !== null;
		} catch {
			// Where nothing can be noted, nothing is offered.
			return true;
		}
	},
	take(build) {
		try {
			storage.setItem(key(build), '1');
		} catch {
			return;
		}
		reload();
	},
});
