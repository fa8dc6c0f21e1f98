import { createHash, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

export interface Certificate {
	/** PEM files. */
	certFile: string;
	keyFile: string;
	/** The public key's SHA-256 in base64, by which Chromium is told to trust it. */
	fingerprint: string;
}

const known = getCACertificates('default');

/** Makes a certificate for localhost in a folder; this process trusts it from then on, and none that was made earlier. */
export const trustCertificate = async (folder: string): Promise<Certificate> => {
	const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});
	const certFile = join(folder, 'cert.pem');
	const keyFile = join(folder, 'key.pem');
	await writeFile(certFile, pems.cert);
	await writeFile(keyFile, pems.private, { mode: 0o600 });
	// In place of an earlier one: of two with the same name Node would hold this one against the other's key.
	setDefaultCACertificates([...known, pems.cert]);
	const publicKey = new X509Certificate(pems.cert).publicKey.export({ type: 'spki', format: 'der' });
	return { certFile, keyFile, fingerprint: createHash('sha256').update(publicKey).digest('base64') };
};
