declare module '*.module.css' {
	/** Class names by their names in the file. */
	const classes: Readonly<Record<string, string>>;
	export default classes;
}
declare module '*.css?raw' {
	/** The style sheet's text. */
	const text: string;
	export default text;
}
declare module '*.css';
