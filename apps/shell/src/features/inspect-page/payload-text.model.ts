/** Characters of a payload that are shown when it is opened; what comes after is counted. */
export const maximumPayloadText = 4_000;

/** Characters of a payload on its line. */
export const maximumPayloadLine = 160;

const secretName = /token|secret|password|passphrase|authorization|cookie|signature|credential|api-?key|ticket/i;
/** Three parts of base64url: a JSON Web Token. */
const looksLikeToken = /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}$/;
/** What may open a file for whoever has it is in the query. */
const addressWithQuery = /^(https?:\/\/|\/)[^\s?]*\?\S+$/;

const hidden = '•••';

/** Without what somebody could use who looks over a shoulder, or gets a screenshot. Never changes what it is given. */
export const withoutSecrets = (value: unknown, name = ''): unknown => {
	if (secretName.test(name) && value !== null && typeof value !== 'boolean') return hidden;
	if (typeof value === 'string') {
		if (looksLikeToken.test(value)) return hidden;
		return addressWithQuery.test(value) ? `${value.slice(0, value.indexOf('?'))}?${hidden}` : value;
	}
	if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, key)]));
};

export interface PayloadText {
	text: string;
	/** Characters that are not in it. */
	left: number;
}

/** A payload as people read it. What JSON cannot say is named by its type. */
export const payloadText = (payload: unknown, maximum = maximumPayloadText): PayloadText =>
	cut(toJson(payload, 2), maximum);

/** The same on one line. */
export const payloadLine = (payload: unknown, maximum = maximumPayloadLine): string => {
	const { text, left } = cut(toJson(payload), maximum);
	return left > 0 ? `${text}…` : text;
};

const toJson = (payload: unknown, indent?: number): string => {
	try {
		return JSON.stringify(withoutSecrets(payload), null, indent) ?? String(payload);
	} catch {
		return `[${typeof payload}]`;
	}
};

const cut = (text: string, maximum: number): PayloadText => ({
	text: text.slice(0, maximum),
	left: Math.max(0, text.length - maximum),
});
