import type { FailedRequest } from '../error/api-error.ts';
import { clientError } from '../error/to-api-error.ts';

/** Stands in for the page's origin where there is no page; never requested. */
const noPage = 'http://page.invalid';

const pageOrigin = (): string => {
	const origin = globalThis.location?.origin;
	return origin === undefined || origin === 'null' ? noPage : origin;
};

const directory = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/**
 * The addresses of one API. Whatever resolves outside the base URL is refused before anything is
 * sent: another origin, `data:`, `//host`, `\\host`, and paths that climb out with dot segments.
 */
export interface ApiUrls {
	/** For a path relative to the base URL, with a leading slash. Throws `URL_REFUSED`. */
	resolve(path: string, request: FailedRequest): string;
	/** For an address as the API hands it out: relative to the origin, under the base URL. Throws `URL_REFUSED`. */
	resolveAddress(address: string, request: FailedRequest): string;
	/** The whole address of a path, with its origin. Throws `URL_REFUSED`. */
	absolute(path: string, request: FailedRequest): string;
	/** Where all of it is. */
	origin: string;
}

export const createApiUrls = (baseURL: string): ApiUrls => {
	const origin = pageOrigin();
	const base = new URL(directory(baseURL), origin);

	const inside = (address: string, request: FailedRequest): string => {
		let url: URL;
		try {
			url = new URL(address, base.origin);
		} catch (error) {
			throw clientError('URL_REFUSED', request, { cause: error });
		}
		if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname) || url.username !== '') {
			throw clientError('URL_REFUSED', request);
		}
		return url.origin === origin ? url.pathname + url.search : url.href;
	};

	const resolve: ApiUrls['resolve'] = (path, request) => {
		// Appended and not resolved: an absolute address then becomes a path of the API, or is refused here.
		if (!/^\/(?![/\\])/.test(path)) throw clientError('URL_REFUSED', request);
		return inside(base.pathname + path.slice(1), request);
	};

	return {
		origin: base.origin,
		resolve,
		resolveAddress: inside,
		absolute: (path, request) => new URL(resolve(path, request), base.origin).href,
	};
};

/** Puts encoded values in place of `:name`. Throws a `TypeError` for a missing or empty one. */
export const fillPath = (path: string, params: Readonly<Record<string, unknown>> = {}): string =>
	path.replace(/:([A-Za-z]\w*)/g, (_segment, name: string) => {
		const value = params[name];
		if (value === undefined || value === null || value === '') throw new TypeError(`Missing "${name}" for ${path}`);
		// Encoded, "." and ".." would still be dot segments to a URL parser, which reads %2e as a dot.
		if (/^\.{1,2}$/.test(String(value))) throw new TypeError(`"${value}" cannot be a part of ${path}`);
		return encodeURIComponent(String(value));
	});

/** Sorted by name, so that equal queries are equal strings; undefined and null are left out. */
export const toSearch = (query: Readonly<Record<string, unknown>> | undefined): string => {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
		for (const item of Array.isArray(value) ? value : [value]) {
			if (item !== undefined && item !== null) search.append(name, String(item));
		}
	}
	const text = search.toString();
	return text === '' ? '' : `?${text}`;
};
