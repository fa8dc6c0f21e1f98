/** `Intl` objects are slow to make and the same for all who ask for the same. */
const remember = <Made>(make: (locale: string | undefined, options: object | undefined) => Made) => {
	const made = new Map<string, Made>();
	return (locale?: Intl.LocalesArgument, options?: object): Made => {
		const key = `${String(locale)} ${JSON.stringify(options ?? {})}`;
		let found = made.get(key);
		if (found === undefined) {
			found = make(locale === undefined ? undefined : String(locale), options);
			made.set(key, found);
		}
		return found;
	};
};

export const formatters = {
	getNumberFormat: remember((locale, options) => new Intl.NumberFormat(locale, options)),
	getDateTimeFormat: remember((locale, options) => new Intl.DateTimeFormat(locale, options)),
	getPluralRules: remember((locale, options) => new Intl.PluralRules(locale, options)),
	getRelativeTimeFormat: remember((locale, options) => new Intl.RelativeTimeFormat(locale, options)),
	getListFormat: remember((locale, options) => new Intl.ListFormat(locale, options)),
};
