import { assetUrl } from '../channels/compose.ts';
import type { StorageReport, UnsoundFile } from '../storage/examine-storage.ts';
import type { DoctorFinding, DoctorReport } from './finding.ts';

const findingOf = (origin: string, { app, path, encoding, sha256, problem }: UnsoundFile): DoctorFinding => {
	const address = assetUrl(app, path);
	const form = encoding === 'identity' ? '' : ` in ${encoding}`;
	const what =
		problem === 'missing' ? 'is gone from the storage' : 'has other bytes in the storage than were published';
	return {
		code: problem === 'missing' ? 'STORED_FILE_MISSING' : 'STORED_FILE_DAMAGED',
		// A compressed form that is not sound costs bytes: another one is sent in its place.
		severity: encoding === 'identity' ? 'error' : 'warning',
		message: `${address}${form} (blob ${sha256.slice(0, 16)}…) ${what}.`,
		url: origin + address,
	};
};

/** What was found from outside, and what the registry found among the files it keeps. */
export const withStorage = (report: DoctorReport, { blobs, unsound }: StorageReport): DoctorReport => {
	const findings = [...report.findings, ...unsound.map((file) => findingOf(report.url, file))];
	return {
		...report,
		ok: findings.every(({ severity }) => severity === 'warning'),
		checks: report.checks + blobs + unsound.filter(({ problem }) => problem === 'missing').length,
		findings,
	};
};
