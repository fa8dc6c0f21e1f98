/** In this order: many programs also call themselves what they are built on. */
const browsers = [
	['Edge', /\bEdg(?:e|A|iOS)?\//],
	['Opera', /\b(?:OPR|Opera)\//],
	['Samsung Internet', /\bSamsungBrowser\//],
	['Firefox', /\b(?:Firefox|FxiOS)\//],
	['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
	['Safari', /\bVersion\/.*\bSafari\//],
] as const;

const systems = [
	['iPhone', /\biPhone\b/],
	['iPad', /\biPad\b/],
	['Android', /\bAndroid\b/],
	['Windows', /\bWindows\b/],
	['ChromeOS', /\bCrOS\b/],
	['macOS', /\bMac OS X\b/],
	['Linux', /\bLinux\b/],
] as const;

const longest = 60;
const nameIn = (names: readonly (readonly [string, RegExp])[], text: string) =>
	names.find(([, pattern]) => pattern.test(text))?.[0];

/** What a person recognises a session by, e.g. `Firefox on Linux`; the head of `userAgent` when it is no browser's. */
export const deviceName = (userAgent: string): string | null => {
	const browser = nameIn(browsers, userAgent);
	const system = nameIn(systems, userAgent);
	if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
	return userAgent.trim().slice(0, longest) || null;
};
