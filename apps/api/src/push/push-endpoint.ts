import type { Settings } from '../settings.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const matches = (host: string, pattern: string): boolean =>
	pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/**
 * Whether this server may be made to call `endpoint`: a known push service over `https:` and its
 * usual port. The address comes from whoever is signed in, so anything else would be a way to make
 * the server knock on doors behind its firewall.
 */
export const isPushEndpoint = (
	endpoint: string,
	{ pushHosts, allowLocalPush }: Pick<Settings, 'pushHosts' | 'allowLocalPush'>,
): boolean => {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, hostname, port, username, password } = new URL(endpoint);
	if (username !== '' || password !== '') return false;
	if (loopback.has(hostname)) return allowLocalPush && (protocol === 'http:' || protocol === 'https:');
	return protocol === 'https:' && port === '' && pushHosts.some((pattern) => matches(hostname, pattern));
};
