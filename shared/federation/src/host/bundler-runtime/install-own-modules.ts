interface SharedHandler {
	/** The module's factory, out of this very build. */
	getter(): unknown;
}

interface InstallOptions {
	/** Ids of the shared modules that the first load asks for. */
	initialConsumes: readonly string[];
	moduleToHandlerMapping: Record<string, SharedHandler | undefined>;
	installedModules: Record<string, unknown>;
	webpackRequire: {
		m: Record<string, (module: { exports: unknown }) => void>;
	};
}

/**
 * Stands in for the package's `installInitialConsumes` in the shell, which owns the only copy of every shared module:
 * nobody else is asked and no ranges are compared for each, a sixth of what the first load runs. Remotes find the
 * same modules in the share scope, whose getters lead to the same instances.
 */
export const installOwnModules = ({
	initialConsumes,
	moduleToHandlerMapping,
	installedModules,
	webpackRequire,
}: InstallOptions): void => {
	for (const id of initialConsumes) {
		webpackRequire.m[id] = (module) => {
			const factory = moduleToHandlerMapping[id]?.getter();
			if (typeof factory !== 'function') throw new Error(`The shell's build does not hold the shared module ${id}`);
			installedModules[id] = 0;
			module.exports = factory();
		};
	}
};
