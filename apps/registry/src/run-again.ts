export interface RunAgainOptions {
	run(): Promise<void>;
	/** Milliseconds between the end of one run and the beginning of the next, at most 2^31 - 1; the first comes after it, too. */
	interval: number;
	onError(error: unknown): void;
}

/** Runs again and again until the returned function is called, which resolves when the last run is over. */
export const runAgain = ({ run, interval, onError }: RunAgainOptions): (() => Promise<void>) => {
	let isOver = false;
	let timer: NodeJS.Timeout | undefined;
	let current = Promise.resolve();
	const wait = (): void => {
		timer = setTimeout(() => {
			current = run()
				.catch(onError)
				.then(() => {
					if (!isOver) wait();
				});
		}, interval);
		timer.unref();
	};
	wait();
	return async () => {
		isOver = true;
		clearTimeout(timer);
		await current;
	};
};
