/** Microseconds of processor time, of all threads, that `run` takes. */
export const measureCpu = async (run: () => Promise<void> | void): Promise<number> => {
	const before = process.cpuUsage();
	await run();
	const { user, system } = process.cpuUsage(before);
	return user + system;
};
