/** Where a tab keeps its faults over a reload, if its person said so. */
const keptFaultsKey = 'flotilla.faults';

/** The tab's own; a browser may refuse it, and then nothing is kept. */
export const keptFaults = {
	read(): string | null {
		try {
			return sessionStorage.getItem(keptFaultsKey);
		} catch {
			return null;
		}
	},
	write(text: string | null): void {
		try {
			if (text === null) sessionStorage.removeItem(keptFaultsKey);
			else sessionStorage.setItem(keptFaultsKey, text);
		} catch {
			// They hold for this page all the same.
		}
	},
};
