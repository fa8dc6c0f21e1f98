/**
 * Resumable uploads speak tus 1.0 (https://tus.io): `POST` here creates one, with `Upload-Length` and
 * `Upload-Metadata: filename <base64>,filetype <base64>`; `HEAD`, `PATCH` and `DELETE` go to the address
 * it answers. The last segment of that address is the id of the file to be.
 */
export const resumableUploadsPath = '/files/tus';

/** Of the answer to the creation and to the last `PATCH`: the id of the file. */
export const fileIdHeader = 'Flotilla-File-Id';

/** Bytes of one resumable upload; the server's `MAX_RESUMABLE_FILE_SIZE` may say otherwise. */
export const defaultMaximumResumableFileSize = 5 * 1024 ** 3;
/** Seconds a resumable upload may take; the server's `UPLOAD_EXPIRATION` may say otherwise. */
export const defaultUploadExpiration = 86_400;
