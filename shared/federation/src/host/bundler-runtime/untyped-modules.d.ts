// These modules of the package come without types of their own.
declare module '@module-federation/webpack-bundler-runtime/dist/consumes.js' {
	export const consumes: (options: object) => void;
}
declare module '@module-federation/webpack-bundler-runtime/dist/installInitialConsumes.js' {
	export const installInitialConsumes: (options: object) => void;
}
