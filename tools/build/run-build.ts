import { type Configuration, rspack } from '@rspack/core';

/** Runs one build. Rejects with what the build complained about. */
export const runBuild = async (configuration: Configuration): Promise<void> => {
	const compiler = rspack(configuration);
	try {
		await new Promise<void>((resolve, reject) => {
			compiler.run((error, stats) => {
				if (error) return reject(error);
				if (stats?.hasErrors()) return reject(new Error(stats.toString({ all: false, errors: true })));
				resolve();
			});
		});
	} finally {
		await new Promise((resolve) => compiler.close(resolve));
	}
};
