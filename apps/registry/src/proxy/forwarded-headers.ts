export interface ForwardedFrom {
	/** The client's address. */
	ip: string;
	host: string | undefined;
	protocol: string;
	requestId: string;
}

/** What a server behind this one is told about the client. Replaces what the client said about itself. */
export const forwardedHeaders = ({ ip, host, protocol, requestId }: ForwardedFrom): Record<string, string> => ({
	'x-forwarded-for': ip,
	'x-forwarded-proto': protocol,
	...(host === undefined ? {} : { 'x-forwarded-host': host }),
	'x-request-id': requestId,
});
